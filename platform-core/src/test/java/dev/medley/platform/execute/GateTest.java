package dev.medley.platform.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.spi.failure.FailureOwner;
import dev.medley.spi.failure.RankingException;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ScenarioId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final ComponentKey KEY =
            new ComponentKey(new ScenarioId("live"), Stage.FILTER, new ComponentId("sold-out"));
    private static final Failure FAILURE = new Failure(FailureOwner.PLUGIN, "fails");

    private final List<BreakerState> states = new ArrayList<>();
    private final ComponentMetrics metrics = new ComponentMetrics() {
        @Override
        public void breakerChanged(ComponentKey component, BreakerState state) {
            states.add(state);
        }
    };
    private final PipelineSettings settings = PipelineSettings.defaults().withBreaker(3, Duration.ofSeconds(5));
    private long now = 1_000;

    @Test
    void opensAfterFailuresInARowTriesOnceAndClosesWhenThatWorks() {
        Gate gate = gate(Gate.Kind.PURE);
        fail(gate);
        fail(gate);
        succeed(gate);
        fail(gate);
        fail(gate);
        assertThat(states).isEmpty();
        fail(gate);
        assertThat(states).containsExactly(BreakerState.OPEN);
        assertThat(gate.enter()).isPresent();
        assertThat(gate.isPassable()).isFalse();

        now += Duration.ofSeconds(5).toNanos();
        assertThat(gate.enter()).isEmpty();
        assertThat(gate.enter()).as("one call is tried at a time").isPresent();
        gate.failed(FAILURE, new IllegalStateException(), 1);
        assertThat(gate.enter()).as("open again").isPresent();

        now += Duration.ofSeconds(5).toNanos();
        succeed(gate);
        assertThat(states).containsExactly(BreakerState.OPEN, BreakerState.OPEN, BreakerState.CLOSED);
        succeed(gate);
    }

    @Test
    void aPureComponentThatOverrunsIsOutAtOnceAndNotTriedWhileItsCallIsStuck() {
        Gate gate = gate(Gate.Kind.PURE);
        assertThat(gate.enter()).isEmpty();
        gate.overran();
        assertThat(states).containsExactly(BreakerState.OPEN);
        now += Duration.ofSeconds(60).toNanos();
        assertThat(gate.enter().orElseThrow().detail()).contains("has not returned");
        gate.returnedLate();
        assertThat(gate.enter()).as("tried again").isEmpty();
    }

    @Test
    void aBlockingComponentMayOverrunNowAndThenIfItAnswersItsInterrupt() {
        Gate gate = gate(Gate.Kind.BLOCKING);
        assertThat(gate.enter()).isEmpty();
        gate.overran();
        assertThat(gate.enter()).as("the interrupt needs a moment").isEmpty();
        gate.succeeded(1);
        now += Duration.ofMillis(60).toNanos();
        assertThat(gate.enter()).as("it ignores its interrupt").isPresent();
        gate.returnedLate();
        assertThat(gate.enter()).isEmpty();
        assertThat(states).isEmpty();
    }

    @Test
    void aSafetyRuleThatThrowsIsAskedAgain() {
        Gate gate = gate(Gate.Kind.SAFETY);
        for (int i = 0; i < 10; i++) {
            fail(gate);
        }
        assertThat(gate.enter()).isEmpty();
    }

    @Test
    void theClientsFaultIsNotTheComponents() {
        Gate gate = gate(Gate.Kind.BLOCKING);
        for (int i = 0; i < 10; i++) {
            assertThat(gate.enter()).isEmpty();
            gate.failed(new Failure(FailureOwner.CLIENT, "no such category"), new IllegalStateException(), 1);
        }
        assertThat(states).isEmpty();
    }

    @Test
    void refusesWhatDoesNotFitTheBulkhead() {
        Gate gate = gate(Gate.Kind.BLOCKING);
        for (int i = 0; i < settings.maxConcurrentCalls(); i++) {
            assertThat(gate.enter()).isEmpty();
        }
        assertThat(gate.enter().orElseThrow().detail()).contains("running already");
        gate.succeeded(1);
        assertThat(gate.enter()).isEmpty();
    }

    @Test
    void failuresNameTheirOwnerAndTellOnlyWhatMayBeTold() {
        assertThat(Failure.of(RankingException.dependency("the shop is closed", null)))
                .isEqualTo(new Failure(FailureOwner.DEPENDENCY, "the shop is closed"));
        assertThat(Failure.of(new IllegalStateException("user ada is 17")))
                .isEqualTo(new Failure(FailureOwner.PLUGIN, "threw java.lang.IllegalStateException"));
        assertThat(Failure.of(new InterruptedException()).owner()).isEqualTo(FailureOwner.TIMEOUT);
        assertThat(Failure.of(new RankingException(FailureOwner.PLUGIN, "") {
                            private static final long serialVersionUID = 1L;

                            @Override
                            public FailureOwner owner() {
                                throw new IllegalStateException("even that");
                            }
                        })
                        .owner())
                .isEqualTo(FailureOwner.PLUGIN);
    }

    private Gate gate(Gate.Kind kind) {
        return new Gate(KEY, kind, settings, metrics, () -> now);
    }

    private static void fail(Gate gate) {
        assertThat(gate.enter()).isEmpty();
        gate.failed(FAILURE, new IllegalStateException("fails"), 1);
    }

    private static void succeed(Gate gate) {
        assertThat(gate.enter()).isEmpty();
        gate.succeeded(1);
    }
}
