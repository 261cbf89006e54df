package dev.medley.platform.filter;

import dev.medley.platform.batch.FeatureBatch;
import dev.medley.platform.execute.ComponentCaller;
import dev.medley.platform.execute.CpuWork;
import dev.medley.platform.execute.Degradation;
import dev.medley.platform.execute.ScenarioRun;
import dev.medley.platform.execute.Stage;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.failure.FailureOwner;
import java.util.Arrays;

/**
 * Keeps the rows that some source ranked best, ties by row: the scores of different sources do not compare, their ranks
 * do.
 */
public final class Trimming implements CpuWork {
    private static final ReasonCode TRIMMED = new ReasonCode("TRIMMED");

    private final ScenarioRun run;
    private final int keep;
    private final int keepWithoutLoad;

    /**
     * For that run.
     *
     * @param keep at most so many rows
     * @param keepWithoutLoad how many it would be if less were going on; where that changes the rows, the answer says so
     */
    public Trimming(ScenarioRun run, int keep, int keepWithoutLoad) {
        this.run = run;
        this.keep = keep;
        this.keepWithoutLoad = keepWithoutLoad;
    }

    @Override
    public void run(ComponentCaller caller) {
        FeatureBatch batch = run.batch();
        int[] selection = batch.selection();
        if (selection.length <= keep) {
            return;
        }
        long[] byRank = new long[selection.length];
        for (int i = 0; i < selection.length; i++) {
            byRank[i] = (long) batch.bestRank(selection[i]) << 32 | selection[i];
        }
        Arrays.sort(byRank);
        boolean[] kept = new boolean[batch.rowCount()];
        for (int i = 0; i < keep; i++) {
            kept[(int) byRank[i]] = true;
        }
        run.dropWhere(Stage.TRIM, ScenarioRun.PLATFORM, row -> kept[row] ? null : TRIMMED);
        if (keep < keepWithoutLoad) {
            run.degrade(Degradation.of(
                    Stage.TRIM,
                    ScenarioRun.PLATFORM,
                    FailureOwner.PLATFORM,
                    "under load only the best " + keep + " of " + Math.min(selection.length, keepWithoutLoad)
                            + " candidates were scored"));
        }
    }
}
