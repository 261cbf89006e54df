package dev.medley.platform.train;

import dev.medley.platform.score.TaskFigures;
import dev.medley.platform.score.logistic.DenseInputs;
import dev.medley.platform.score.logistic.HashedInputs;
import dev.medley.platform.score.logistic.LearntHead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Judges a learnt head on rows that it has not seen. */
final class HoldOutJudge {
    private static final double LEAST = 1e-7;

    private final SurfaceItems items;
    private final ExampleSet learnt;
    private final ExampleSet heldOut;
    private final long[] cohorts;

    HoldOutJudge(SurfaceItems items, ExampleSet learnt, ExampleSet heldOut, List<String> cohorts) {
        this.items = items;
        this.learnt = learnt;
        this.heldOut = heldOut;
        this.cohorts = cohorts.stream().mapToLong(HashedInputs::cohortHash).toArray();
    }

    /** The figures of every task. */
    List<TaskFigures> judge(LearntHead head) {
        List<TaskFigures> figures = new ArrayList<>();
        for (int task = 0; task < head.meanings().tasks().size(); task++) {
            figures.add(judge(head, task));
        }
        return figures;
    }

    private TaskFigures judge(LearntHead head, int task) {
        int count = 0;
        for (int row = 0; row < heldOut.size(); row++) {
            count += heldOut.isKnown(row, task) ? 1 : 0;
        }
        float[] scores = new float[count];
        float[] popularity = new float[count];
        float[] lexical = new float[count];
        boolean[] yes = new boolean[count];
        int[] slots = new int[HashedInputs.MAX_SLOTS];
        boolean drawn = !head.isExplicit(task);
        double loss = 0;
        double weights = 0;
        double predicted = 0;
        double observed = 0;
        boolean queries = false;
        int at = 0;
        for (int row = 0; row < heldOut.size(); row++) {
            if (!heldOut.isKnown(row, task)) {
                continue;
            }
            float[] block = heldOut.block(row);
            int from = heldOut.at(row);
            int slotCount = HashedInputs.write(
                    cohorts[heldOut.cohort(row)],
                    items.facets(heldOut.item(row)),
                    heldOut.query(row),
                    head.slotMask(),
                    slots);
            scores[at] = head.score(task, block, from, slots, slotCount);
            popularity[at] = block[from + DenseInputs.POPULARITY];
            lexical[at] = block[from + DenseInputs.QUERY_TITLE_MATCH];
            queries |= lexical[at] > 0;
            yes[at] = heldOut.isYes(row, task);
            double weight = drawn && !heldOut.isObserved(row) ? StrictMath.exp(-heldOut.rateLog(row)) : 1;
            double probability = Math.clamp(scores[at], LEAST, 1 - LEAST);
            loss -= weight * StrictMath.log(yes[at] ? probability : 1 - probability);
            weights += weight;
            predicted += weight * scores[at];
            observed += yes[at] ? 1 : 0;
            at++;
        }
        return new TaskFigures(
                head.meanings().surface().value(),
                head.meanings().tasks().get(task).value(),
                countLearnt(task),
                count,
                auc(scores, yes),
                auc(popularity, yes),
                queries ? auc(lexical, yes) : null,
                weights == 0 ? null : loss / weights,
                observed == 0 ? null : predicted / observed);
    }

    private long countLearnt(int task) {
        long count = 0;
        for (int row = 0; row < learnt.size(); row++) {
            count += learnt.isKnown(row, task) ? 1 : 0;
        }
        return count;
    }

    /**
     * The chance that a yes is scored above a no, ties counting half; null if there is no pair of the two.
     *
     * @param scores finite, not negative
     */
    static Double auc(float[] scores, boolean[] yes) {
        // Not negative, so a float's bits are ordered as it is: score above, answer below, sorted as one number.
        long[] sorted = new long[scores.length];
        for (int i = 0; i < scores.length; i++) {
            sorted[i] = (long) Float.floatToIntBits(scores[i] + 0f) << 1 | (yes[i] ? 1 : 0);
        }
        Arrays.sort(sorted);
        double above = 0;
        long noes = 0;
        long yeses = 0;
        for (int i = 0; i < sorted.length; ) {
            int end = i;
            long tiedYes = 0;
            while (end < sorted.length && sorted[end] >>> 1 == sorted[i] >>> 1) {
                tiedYes += sorted[end++] & 1;
            }
            long tiedNo = end - i - tiedYes;
            above += tiedYes * (noes + tiedNo / 2.0);
            noes += tiedNo;
            yeses += tiedYes;
            i = end;
        }
        return noes == 0 || yeses == 0 ? null : above / ((double) noes * yeses);
    }
}
