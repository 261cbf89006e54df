package dev.medley.platform.plugin;

import dev.medley.platform.config.EffectiveConfig;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.plugin.Scenario;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One configured instance of a scenario and the count of those who use it. The registry counts as one; when it has let
 * go and the last request has ended, the scenario is closed, then its subscriptions, then its hold on the plugin's code.
 */
final class ScenarioInstance {
    private static final System.Logger LOGGER = System.getLogger(ScenarioInstance.class.getName());

    private final LoadedPlugin plugin;
    private final DescribedFactory described;
    private final EffectiveConfig effective;
    private final Scenario scenario;
    private final ActiveScenario active;
    private final Map<String, List<ComponentId>> componentIds;
    private final ScenarioServices services;
    private final LoaderThread loaderThread;
    private final AtomicInteger users = new AtomicInteger(1);
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    ScenarioInstance(
            LoadedPlugin plugin,
            DescribedFactory described,
            EffectiveConfig effective,
            Scenario scenario,
            ScenarioReader.Reading reading,
            ScenarioServices services,
            LoaderThread loaderThread) {
        this.plugin = plugin;
        this.described = described;
        this.effective = effective;
        this.scenario = scenario;
        this.active = reading.active();
        this.componentIds = reading.componentIds();
        this.services = services;
        this.loaderThread = loaderThread;
        plugin.hold();
    }

    LoadedPlugin plugin() {
        return plugin;
    }

    DescribedFactory described() {
        return described;
    }

    EffectiveConfig effective() {
        return effective;
    }

    ActiveScenario active() {
        return active;
    }

    /** Ids by kind of component, in the order of the pipeline. */
    Map<String, List<ComponentId>> componentIds() {
        return componentIds;
    }

    /** A lease, or null if the instance is closed or about to be. */
    ScenarioDirectory.Lease tryAcquire() {
        int count = users.get();
        while (count > 0) {
            if (users.compareAndSet(count, count + 1)) {
                return new CountedLease();
            }
            count = users.get();
        }
        return null;
    }

    /** The registry lets go. Call it once. Does not wait. */
    CompletableFuture<Void> retire() {
        release();
        return closed;
    }

    private void release() {
        if (users.decrementAndGet() == 0) {
            // Not here: this may be a request's thread, and close() may take as long as the limit allows.
            Thread.ofVirtual().name("medley-close " + active.id()).start(this::close);
        }
    }

    private void close() {
        try {
            loaderThread.run("scenario " + active.id() + ": close()", active.classLoader(), scenario::close);
        } catch (RejectedException failed) {
            LOGGER.log(System.Logger.Level.WARNING, failed.getMessage());
        } finally {
            services.close();
            plugin.release();
            closed.complete(null);
        }
    }

    /** Counts down once, however often it is closed. */
    private final class CountedLease implements ScenarioDirectory.Lease {
        private final AtomicBoolean open = new AtomicBoolean(true);

        @Override
        public ActiveScenario scenario() {
            return active;
        }

        @Override
        public void close() {
            if (open.getAndSet(false)) {
                release();
            }
        }
    }
}
