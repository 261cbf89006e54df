package dev.medley.platform.safety;

import dev.medley.platform.execute.ComponentCaller;
import dev.medley.platform.execute.CpuWork;
import dev.medley.platform.execute.ScenarioRun;
import dev.medley.platform.rerank.SlateLaying;
import java.util.Arrays;
import java.util.List;

/**
 * Makes the slate what it would be if there were only safe rows: judges the slate, and if that is not enough to know the
 * reserve too, drops what must not be shown and lays again. Right before the answer it judges the slate once more, for
 * the world may have moved meanwhile.
 *
 * <p>The reserve has to be judged where the slate holds an unsafe row, or where rows that were not placed may have had a
 * say in the order: policies, exposure and pins look at them.
 */
public final class SafetyCheck implements CpuWork {
    /** More often the slate is not laid again; then unsafe rows just go, and the slate is shorter. */
    private static final int MAX_LAYINGS = 4;

    private enum Step {
        JUDGE_SLATE,
        JUDGE_RESERVE,
        LAY_AGAIN,
        JUDGE_ONCE_MORE,
        DONE
    }

    private final List<ScenarioRun> runs;
    private final SlateLaying laying;
    private Step step = Step.JUDGE_SLATE;
    private int layings = 1;
    private boolean foundUnsafe;
    private Judging[] judgings;

    /** Checks a slate that has been laid. */
    public SafetyCheck(List<ScenarioRun> runs, SlateLaying laying) {
        this.runs = runs;
        this.laying = laying;
    }

    @Override
    public void run(ComponentCaller caller) {
        while (step != Step.DONE) {
            step = advance(caller);
        }
    }

    private Step advance(ComponentCaller caller) {
        return switch (step) {
            case JUDGE_SLATE -> {
                foundUnsafe = judge(caller, true);
                yield foundUnsafe || laying.dependsOnReserve() ? Step.JUDGE_RESERVE : Step.JUDGE_ONCE_MORE;
            }
            case JUDGE_RESERVE -> {
                foundUnsafe |= judge(caller, false);
                if (foundUnsafe) {
                    laying.restart();
                    layings++;
                }
                yield foundUnsafe ? Step.LAY_AGAIN : Step.JUDGE_ONCE_MORE;
            }
            case LAY_AGAIN -> {
                laying.run(caller);
                yield Step.JUDGE_ONCE_MORE;
            }
            case JUDGE_ONCE_MORE -> {
                foundUnsafe = judge(caller, true);
                yield foundUnsafe && layings < MAX_LAYINGS ? Step.JUDGE_RESERVE : Step.DONE;
            }
            case DONE -> Step.DONE;
        };
    }

    /** Judges the slate's rows, or all others that are still in; drops the unsafe ones. */
    private boolean judge(ComponentCaller caller, boolean slate) {
        if (judgings == null) {
            judgings = judgings(slate);
        }
        boolean any = false;
        for (Judging judging : judgings) {
            any |= judging.run(caller);
        }
        judgings = null;
        return any;
    }

    private Judging[] judgings(boolean slate) {
        Judging[] all = new Judging[runs.size()];
        for (int part = 0; part < all.length; part++) {
            ScenarioRun run = runs.get(part);
            boolean[] inSlate = new boolean[run.batch().rowCount()];
            for (int place = 0; place < laying.size(); place++) {
                if (laying.part(place) == part) {
                    inSlate[laying.row(place)] = true;
                }
            }
            int[] rows = new int[run.batch().selectedCount()];
            int count = 0;
            for (int row : run.batch().selection()) {
                if (inSlate[row] == slate) {
                    rows[count++] = row;
                }
            }
            all[part] = new Judging(run, Arrays.copyOf(rows, count));
        }
        return all;
    }
}
