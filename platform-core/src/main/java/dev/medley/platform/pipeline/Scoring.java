package dev.medley.platform.pipeline;

import dev.medley.platform.execute.ComponentCaller;
import dev.medley.platform.execute.CpuWork;
import dev.medley.platform.execute.Degradation;
import dev.medley.platform.execute.ScenarioRun;
import dev.medley.platform.execute.Stage;
import dev.medley.platform.score.Model;
import dev.medley.platform.score.ModelChoice;
import dev.medley.platform.score.ScoredRows;
import dev.medley.spi.failure.FailureOwner;
import dev.medley.spi.id.TaskId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/** Scores the selected rows of one run: by the model that was chosen, or one that stands in for it, or with zeros. */
final class Scoring implements CpuWork {
    /** Stands for the weights where no model has scored. */
    static final String NO_MODEL = "none";

    private static final Logger LOGGER = System.getLogger(Scoring.class.getName());
    private static final String MODEL = "model";

    private final ScenarioRun run;
    private final ModelChoice choice;

    Scoring(ScenarioRun run, ModelChoice choice) {
        this.run = run;
        this.choice = choice;
    }

    @Override
    public void run(ComponentCaller caller) {
        List<TaskId> tasks = run.plan().scenario().tasks();
        boolean first = true;
        for (Model model : choice.models()) {
            float[][] scores = new float[tasks.size()][run.batch().rowCount()];
            Optional<ScoredRows> seen;
            try {
                seen = model.score(run.request(), run.batch(), tasks, scores);
                checkFinite(scores);
            } catch (RuntimeException | Error mistake) {
                LOGGER.log(Level.ERROR, "model " + model.revision() + " cannot score", mistake);
                run.degrade(Degradation.of(
                        Stage.SCORE, MODEL, FailureOwner.PLATFORM, "revision " + model.revision() + " cannot score"));
                first = false;
                continue;
            }
            run.setScores(scores, model.revision(), seen);
            if (first && choice.listener().isPresent()) {
                choice.listener().get().scored(run.request(), run.batch().frozen(), tasks, scores);
            }
            return;
        }
        run.setScores(new float[tasks.size()][run.batch().rowCount()], NO_MODEL, Optional.empty());
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
