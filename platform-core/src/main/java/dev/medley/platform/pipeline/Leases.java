package dev.medley.platform.pipeline;

import dev.medley.platform.execute.ScenarioPlan;
import dev.medley.platform.pipeline.RankRefusedException.Kind;
import dev.medley.platform.plugin.ScenarioDirectory;
import dev.medley.platform.plugin.ScenarioDirectory.Lease;
import dev.medley.spi.id.ScenarioId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The scenarios that one request holds open. */
final class Leases implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(Leases.class.getName());

    private final ScenarioDirectory directory;
    private final Plans plans;
    private final List<Lease> taken = new ArrayList<>(1);

    Leases(ScenarioDirectory directory, Plans plans) {
        this.directory = directory;
        this.plans = plans;
    }

    /** The scenario's plan, good until this is closed. */
    ScenarioPlan take(ScenarioId scenario) throws RankRefusedException {
        Optional<Lease> lease = directory.acquire(scenario);
        if (lease.isEmpty()) {
            throw new RankRefusedException(
                    Kind.UNKNOWN_SCENARIO,
                    "scenario",
                    "scenario '" + scenario + "' is not active; active are " + directory.scenarios());
        }
        taken.add(lease.get());
        try {
            return plans.of(lease.get().scenario());
        } catch (RuntimeException | LinkageError | StackOverflowError mistake) {
            LOGGER.log(Level.ERROR, "scenario " + scenario + " cannot say what it consists of", mistake);
            throw new RankRefusedException(
                    Kind.UNAVAILABLE, "scenario", "scenario '" + scenario + "' cannot say what it consists of");
        }
    }

    @Override
    public void close() {
        for (Lease lease : taken) {
            lease.close();
        }
    }
}
