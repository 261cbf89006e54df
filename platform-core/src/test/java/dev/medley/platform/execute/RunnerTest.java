package dev.medley.platform.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.spi.failure.FailureOwner;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.request.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pool and the fan-out: what happens to whom when a component does not return. */
class RunnerTest {
    private static final ClassLoader PLUGIN_LOADER = new ClassLoader() {};

    private final CountDownLatch over = new CountDownLatch(1);
    private final CpuPool pool = new CpuPool(1, 1);

    @AfterEach
    void release() {
        over.countDown();
        pool.close();
    }

    @Test
    void workGoesOnWithoutTheComponentThatOverruns() throws Exception {
        Guarded<String> spins = guarded("spins", Gate.Kind.PURE);
        Guarded<String> works = guarded("works", Gate.Kind.PURE);
        Steps steps = new Steps(List.of(works, spins, works), component -> {
            if (component.equals("spins")) {
                spin();
            }
        });
        pool.run(steps, Deadline.in(Duration.ofMillis(100)));
        assertThat(steps.told).hasSize(3);
        assertThat(steps.told.get(0)).isEmpty();
        assertThat(steps.told.get(1)).contains(Failure.overran());
        assertThat(steps.told.get(2)).isEmpty();
        assertThat(pool.lostThreads()).isEqualTo(1);
        assertThat(spins.gate().isQuarantined()).isTrue();

        Steps again = new Steps(List.of(spins, works), component -> {});
        pool.run(again, Deadline.in(Duration.ofSeconds(5)));
        assertThat(again.told.getFirst().orElseThrow().detail()).contains("has not returned");

        over.countDown();
        await(() -> pool.lostThreads() == 0);
        assertThat(spins.gate().isQuarantined()).isFalse();
        Steps afterwards = new Steps(List.of(works), component -> {});
        pool.run(afterwards, Deadline.in(Duration.ofSeconds(5)));
        assertThat(afterwards.told.getFirst()).isEmpty();
    }

    @Test
    void whoBlocksInThePoolIsInterruptedAndNobodyElseIs() throws Exception {
        Guarded<String> sleeps = guarded("sleeps", Gate.Kind.PURE);
        Guarded<String> works = guarded("works", Gate.Kind.PURE);
        AtomicBoolean interrupted = new AtomicBoolean();
        Steps steps = new Steps(List.of(sleeps, works), component -> {
            if (component.equals("sleeps")) {
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException wakened) {
                    interrupted.set(true);
                }
            } else if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("somebody else's interrupt");
            }
        });
        pool.run(steps, Deadline.in(Duration.ofMillis(100)));
        await(interrupted::get);
        assertThat(steps.told.get(0)).contains(Failure.overran());
        assertThat(steps.told.get(1)).isEmpty();
        await(() -> pool.lostThreads() == 0);
        for (int i = 0; i < 100; i++) {
            Steps others = new Steps(List.of(works), component -> {
                if (Thread.currentThread().isInterrupted()) {
                    throw new IllegalStateException("somebody else's interrupt");
                }
            });
            pool.run(others, Deadline.in(Duration.ofSeconds(5)));
            assertThat(others.told.getFirst()).isEmpty();
        }
    }

    @Test
    void whateverAComponentThrowsIsItsFailureAndWhatThePlatformThrowsIsNot() {
        Guarded<String> throwing = guarded("throws", Gate.Kind.PURE);
        Steps steps = new Steps(List.of(throwing), component -> {
            throw new NoClassDefFoundError("lost/Library");
        });
        pool.run(steps, Deadline.in(Duration.ofSeconds(5)));
        assertThat(steps.told.getFirst().orElseThrow().owner()).isEqualTo(FailureOwner.PLUGIN);
        CpuWork mistake = caller -> {
            throw new IllegalStateException("the platform's own");
        };
        assertThatThrownBy(() -> pool.run(mistake, Deadline.in(Duration.ofSeconds(5))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void componentsRunUnderTheirPluginsClassLoader() {
        AtomicReference<ClassLoader> seen = new AtomicReference<>();
        Guarded<String> looks = guarded("looks", Gate.Kind.PURE);
        pool.run(
                new Steps(
                        List.of(looks),
                        component -> seen.set(Thread.currentThread().getContextClassLoader())),
                Deadline.in(Duration.ofSeconds(5)));
        assertThat(seen.get()).isSameAs(PLUGIN_LOADER);
        FanOut fanOut = new FanOut(Deadline.in(Duration.ofSeconds(5)));
        FanOut.Call<String, ClassLoader> call = fanOut.start(
                guarded("looks-too", Gate.Kind.BLOCKING),
                component -> Thread.currentThread().getContextClassLoader());
        fanOut.awaitAll();
        assertThat(call.result()).isSameAs(PLUGIN_LOADER);
    }

    @Test
    void refusesWhenNoThreadIsLeft() {
        Guarded<String> first = guarded("first", Gate.Kind.PURE);
        Guarded<String> second = guarded("second", Gate.Kind.PURE);
        pool.run(new Steps(List.of(first), component -> spin()), Deadline.in(Duration.ofMillis(50)));
        assertThatThrownBy(() ->
                        pool.run(new Steps(List.of(second), component -> spin()), Deadline.in(Duration.ofMillis(50))))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(pool.lostThreads()).isEqualTo(2);
    }

    @Test
    void fanOutKeepsWhatCameAndInterruptsTheRest() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        FanOut fanOut = new FanOut(Deadline.in(Duration.ofMillis(100)));
        FanOut.Call<String, Integer> quick = fanOut.start(guarded("quick", Gate.Kind.BLOCKING), String::length);
        Guarded<String> slow = guarded("slow", Gate.Kind.BLOCKING);
        FanOut.Call<String, Integer> never = fanOut.start(slow, component -> {
            try {
                Thread.sleep(60_000);
            } finally {
                interrupted.countDown();
            }
            return 1;
        });
        FanOut.Call<String, Integer> fails = fanOut.start(guarded("fails", Gate.Kind.BLOCKING), component -> {
            throw new StackOverflowError();
        });
        fanOut.awaitAll();
        assertThat(quick.failure()).isEmpty();
        assertThat(quick.result()).isEqualTo(5);
        assertThat(never.failure()).contains(Failure.overran());
        assertThat(fails.failure().orElseThrow().owner()).isEqualTo(FailureOwner.PLUGIN);
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        await(() -> !slow.gate().isQuarantined());
    }

    @Test
    void virtualThreadsRunThoughComponentsSpinOnAllCarriers() throws Exception {
        CarrierWatch.start();
        for (int i = 0; i < 20; i++) {
            Thread.startVirtualThread(this::spin);
        }
        CountDownLatch ran = new CountDownLatch(1);
        Thread.startVirtualThread(ran::countDown);
        assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Calls one component after the other and notes what became of each. */
    private static final class Steps implements CpuWork {
        private final List<Guarded<String>> components;
        private final Consumer<String> body;
        private final List<Optional<Failure>> told = new ArrayList<>();

        Steps(List<Guarded<String>> components, Consumer<String> body) {
            this.components = components;
            this.body = body;
        }

        @Override
        public void run(ComponentCaller caller) {
            while (told.size() < components.size()) {
                told.add(caller.call(components.get(told.size()), body));
            }
        }
    }

    private static Guarded<String> guarded(String name, Gate.Kind kind) {
        ComponentKey key = new ComponentKey(new ScenarioId("live"), Stage.FILTER, new ComponentId(name));
        Gate gate = new Gate(key, kind, PipelineSettings.defaults(), ComponentMetrics.NONE, System::nanoTime);
        return new Guarded<>(key, name, PLUGIN_LOADER, gate, false);
    }

    private void spin() {
        while (over.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) throws InterruptedException {
        for (int i = 0; i < 1_000 && !condition.holds(); i++) {
            Thread.sleep(10);
        }
        assertThat(condition.holds()).isTrue();
    }
}
