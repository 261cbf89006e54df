package dev.medley.platform.pipeline;

import dev.medley.platform.execute.ComponentCaller;
import dev.medley.platform.execute.CpuWork;
import dev.medley.platform.execute.Degradation;
import dev.medley.platform.execute.ScenarioRun;
import dev.medley.platform.execute.Stage;
import dev.medley.platform.score.Model;
import dev.medley.spi.failure.FailureOwner;
import dev.medley.spi.id.TaskId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Supplier;

/** Scores the selected rows of one run: by the active model, or the one before it, or with zeros. */
final class Scoring implements CpuWork {
    /** Stands for the weights where no model has scored. */
    static final String NO_MODEL = "none";

    private static final Logger LOGGER = System.getLogger(Scoring.class.getName());
    private static final String MODEL = "model";

    private final ScenarioRun run;
    private final Supplier<List<Model>> models;

    Scoring(ScenarioRun run, Supplier<List<Model>> models) {
        this.run = run;
        this.models = models;
    }

    @Override
    public void run(ComponentCaller caller) {
        List<TaskId> tasks = run.plan().scenario().tasks();
        for (Model model : models.get()) {
            float[][] scores = new float[tasks.size()][run.batch().rowCount()];
            try {
                model.score(run.request(), run.batch(), tasks, scores);
                checkFinite(scores);
                run.setScores(scores, model.revision());
                return;
            } catch (RuntimeException | Error mistake) {
                LOGGER.log(Level.ERROR, "model " + model.revision() + " cannot score", mistake);
                run.degrade(Degradation.of(
                        Stage.SCORE, MODEL, FailureOwner.PLATFORM, "revision " + model.revision() + " cannot score"));
            }
        }
        run.setScores(new float[tasks.size()][run.batch().rowCount()], NO_MODEL);
        run.degrade(Degradation.of(Stage.SCORE, MODEL, FailureOwner.PLATFORM, "no model; all scores are 0"));
    }

    private void checkFinite(float[][] scores) {
        for (float[] column : scores) {
            for (int row : run.batch().selection()) {
                if (!Float.isFinite(column[row])) {
                    throw new IllegalStateException("score " + column[row] + " in row " + row);
                }
            }
        }
    }
}
