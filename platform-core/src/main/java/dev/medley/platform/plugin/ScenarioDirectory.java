package dev.medley.platform.plugin;

import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who is active. Any thread. */
public interface ScenarioDirectory {
    /**
     * Takes the scenario for one request. Close the lease when the request has ended: a replaced instance is closed
     * when its last lease is.
     */
    Optional<Lease> acquire(ScenarioId scenario);

    /** The scenarios that are active, in order of name. */
    List<ScenarioId> scenarios();

    /**
     * The surfaces of a scenario that has been active since the process began; empty if it never was. Who asks for a page
     * knows a scenario's name for longer than its plugin may be there.
     */
    Set<SurfaceId> everShown(ScenarioId scenario);

    /** A scenario that stays open until the lease is closed. */
    interface Lease extends AutoCloseable {
        /** The scenario. */
        ActiveScenario scenario();

        @Override
        void close();
    }
}
