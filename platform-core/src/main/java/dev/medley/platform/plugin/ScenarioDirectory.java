package dev.medley.platform.plugin;

import dev.medley.spi.id.ScenarioId;
import java.util.List;
import java.util.Optional;

/** Who is active. Any thread. */
public interface ScenarioDirectory {
    /**
     * Takes the scenario for one request. Close the lease when the request has ended: a replaced instance is closed
     * when its last lease is.
     */
    Optional<Lease> acquire(ScenarioId scenario);

    /** The scenarios that are active, in order of name. */
    List<ScenarioId> scenarios();

    /** A scenario that stays open until the lease is closed. */
    interface Lease extends AutoCloseable {
        /** The scenario. */
        ActiveScenario scenario();

        @Override
        void close();
    }
}
