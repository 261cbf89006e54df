package dev.medley.platform.hydrate;

import dev.medley.platform.batch.ColumnWriter;
import dev.medley.platform.execute.ComponentCaller;
import dev.medley.platform.execute.CpuWork;
import dev.medley.platform.execute.Degradation;
import dev.medley.platform.execute.ScenarioRun;
import dev.medley.platform.execute.Stage;
import dev.medley.platform.score.feature.SharedFeatureFiller;
import dev.medley.spi.failure.FailureOwner;
import dev.medley.spi.feature.SharedFeatures;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Fills the shared features of a run; if that fails they are FAILED, and the answer goes on without them. */
public final class SharedHydration implements CpuWork {
    private static final Logger LOGGER = System.getLogger(SharedHydration.class.getName());

    private final ScenarioRun run;
    private final SharedFeatureFiller filler;

    /** For that run. */
    public SharedHydration(ScenarioRun run, SharedFeatureFiller filler) {
        this.run = run;
        this.filler = filler;
    }

    @Override
    public void run(ComponentCaller caller) {
        ColumnWriter writer = run.batch().writer(SharedFeatures.ALL);
        try {
            filler.fill(run.request(), run.batch(), writer);
            writer.close();
            run.batch().publish(writer);
        } catch (RuntimeException mistake) {
            LOGGER.log(Level.ERROR, "the shared features cannot be filled", mistake);
            run.batch().fail(SharedFeatures.ALL);
            run.degrade(
                    Degradation.of(Stage.HYDRATE, ScenarioRun.PLATFORM, FailureOwner.PLATFORM, "no shared features"));
        }
    }
}
