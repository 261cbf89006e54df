package dev.medley.platform.train;

import dev.medley.platform.score.logistic.HashedInputs;
import dev.medley.platform.score.logistic.LearntHead;
import dev.medley.platform.score.logistic.TaskMeanings;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Learns one surface's weights in three steps: the dense inputs by Newton's method; on top of them, with the dense part
 * held still, the hash table; last, on users that the table has not seen, how far each of the two is to be believed.
 *
 * <p>The table comes second because counters are given as others made them: an item's weight, learnt together with its
 * popularity, could read off the difference of one which rows are yes.
 */
final class HeadLearner {
    private static final int SLOT_BITS = 18;
    private static final int PASSES = 2;
    private static final double RIDGE = 1;
    private static final double FREE = 1e-6;
    private static final int CHECK_EVERY = 1 << 12;

    private final SurfaceItems items;
    private final TaskMeanings meanings;
    private final ExampleSet rows;
    private final int explicitTasks;
    private final long[] cohorts;
    private final long seed;
    private final int[] slots = new int[HashedInputs.MAX_SLOTS];

    HeadLearner(
            SurfaceItems items,
            TaskMeanings meanings,
            ExampleSet rows,
            int explicitTasks,
            List<String> cohorts,
            long seed) {
        this.items = items;
        this.meanings = meanings;
        this.rows = rows;
        this.explicitTasks = explicitTasks;
        this.cohorts = cohorts.stream().mapToLong(HashedInputs::cohortHash).toArray();
        this.seed = seed;
    }

    LearntHead learn(float[] yesShares, Progress progress) {
        int dense = rows.denseCount();
        float[] means = new float[dense];
        float[] scales = new float[dense];
        standardise(means, scales);
        int tasks = meanings.tasks().size();
        double[][] weights = new double[tasks][];
        float[] table = new float[(1 << SLOT_BITS) * tasks];
        for (int task = 0; task < tasks; task++) {
            progress.at(
                    (double) task / tasks,
                    meanings.surface() + ": learning " + meanings.tasks().get(task));
            int twin = earlierTwin(task);
            weights[task] = twin < 0 ? learnTask(task, means, scales, table) : copy(twin, task, weights, table);
        }
        return new LearntHead(meanings, explicitTasks, yesShares, means, scales, weights, SLOT_BITS, table);
    }

    /** An earlier task with the same answer in every row, or -1: a data set may let one interaction mean two tasks. */
    private int earlierTwin(int task) {
        for (int earlier = 0; earlier < task; earlier++) {
            int row = isExplicit(earlier) == isExplicit(task) ? 0 : rows.size() + 1;
            while (row < rows.size()
                    && rows.isKnown(row, earlier) == rows.isKnown(row, task)
                    && rows.isYes(row, earlier) == rows.isYes(row, task)) {
                row++;
            }
            if (row == rows.size()) {
                return earlier;
            }
        }
        return -1;
    }

    private double[] copy(int from, int to, double[][] weights, float[] table) {
        int tasks = meanings.tasks().size();
        for (int slot = 0; slot < 1 << SLOT_BITS; slot++) {
            table[slot * tasks + to] = table[slot * tasks + from];
        }
        return weights[from].clone();
    }

    private void standardise(float[] means, float[] scales) {
        int dense = means.length;
        double[] sums = new double[dense];
        double[] squares = new double[dense];
        for (int row = 0; row < rows.size(); row++) {
            float[] block = rows.block(row);
            int at = rows.at(row);
            for (int i = 0; i < dense; i++) {
                sums[i] += block[at + i];
                squares[i] += (double) block[at + i] * block[at + i];
            }
        }
        for (int i = 0; i < dense; i++) {
            double mean = sums[i] / rows.size();
            double variance = squares[i] / rows.size() - mean * mean;
            means[i] = (float) mean;
            scales[i] = variance > 1e-8 ? (float) (1 / Math.sqrt(variance)) : 0;
        }
    }

    private double[] learnTask(int task, float[] means, float[] scales, float[] table) {
        int dense = means.length;
        IntArrayList known = new IntArrayList();
        for (int row = 0; row < rows.size(); row++) {
            if (rows.isKnown(row, task)) {
                known.add(row);
            }
        }
        double[] weights = fitDense(task, known, means, scales);
        HashedFit hashed = fitTable(task, known, weights, means, scales);
        double[] trust = fitTrust(task, known, weights, means, scales, hashed);
        for (int i = 0; i < dense; i++) {
            weights[i] *= trust[0];
        }
        weights[dense] = weights[dense] * trust[0] + trust[2];
        int tasks = meanings.tasks().size();
        for (int slot = 0; slot < 1 << SLOT_BITS; slot++) {
            table[slot * tasks + task] = (float) (trust[1] * hashed.weight(slot));
        }
        return weights;
    }

    private double[] fitDense(int task, IntArrayList known, float[] means, float[] scales) {
        int dense = means.length;
        double[] ridge = new double[dense + 1];
        Arrays.fill(ridge, RIDGE);
        ridge[dense] = FREE;
        double[] inputs = new double[dense + 1];
        return NewtonFit.fit(new double[dense + 1], ridge, action -> {
            for (int i = 0; i < known.size(); i++) {
                checkStopped(i);
                int row = known.getInt(i);
                float[] block = rows.block(row);
                int at = rows.at(row);
                for (int j = 0; j < dense; j++) {
                    inputs[j] = (block[at + j] - means[j]) * scales[j];
                }
                inputs[dense] = 1;
                action.accept(inputs, offset(task, row), weight(task, row), rows.isYes(row, task));
            }
        });
    }

    private HashedFit fitTable(int task, IntArrayList known, double[] weights, float[] means, float[] scales) {
        HashedFit fit = new HashedFit(1 << SLOT_BITS);
        Shuffle order = new Shuffle(known.size(), Mix.of(seed, task));
        for (int pass = 0; pass < PASSES; pass++) {
            for (int i = 0; i < known.size(); i++) {
                checkStopped(i);
                int row = known.getInt(order.at(i));
                if (!rows.isForCalibration(row)) {
                    double offset = offset(task, row) + dense(row, weights, means, scales);
                    fit.learn(slots, slotsOf(row), offset, (float) weight(task, row), rows.isYes(row, task));
                }
            }
        }
        return fit;
    }

    /** Factors for the dense part and the table, and what to add; never a negative factor. */
    private double[] fitTrust(
            int task, IntArrayList known, double[] weights, float[] means, float[] scales, HashedFit hashed) {
        double[] inputs = new double[3];
        double[] start = {1, 0.5, 0};
        double[] ridge = {10, 10, FREE};
        double[] trust = NewtonFit.fit(start, ridge, action -> {
            for (int i = 0; i < known.size(); i++) {
                int row = known.getInt(i);
                if (rows.isForCalibration(row)) {
                    int count = slotsOf(row);
                    inputs[0] = dense(row, weights, means, scales);
                    inputs[1] = 0;
                    for (int j = 0; j < count; j++) {
                        inputs[1] += hashed.weight(slots[j]);
                    }
                    inputs[2] = 1;
                    action.accept(inputs, offset(task, row), weight(task, row), rows.isYes(row, task));
                }
            }
        });
        trust[0] = Math.max(0, trust[0]);
        trust[1] = Math.max(0, trust[1]);
        return trust;
    }

    private double dense(int row, double[] weights, float[] means, float[] scales) {
        float[] block = rows.block(row);
        int at = rows.at(row);
        double logit = weights[means.length];
        for (int i = 0; i < means.length; i++) {
            logit += weights[i] * ((block[at + i] - means[i]) * scales[i]);
        }
        return logit;
    }

    private int slotsOf(int row) {
        return HashedInputs.write(
                cohorts[rows.cohort(row)], items.facets(rows.item(row)), rows.query(row), (1 << SLOT_BITS) - 1, slots);
    }

    /** What drawing adds to the logit: the more often a no is drawn, the likelier a no is among the rows. */
    private double offset(int task, int row) {
        return isExplicit(task) ? 0 : -rows.rateLog(row);
    }

    /** An observed no of a task whose noes are drawn counts as much as a draw of it would. */
    private double weight(int task, int row) {
        boolean plain = isExplicit(task) || !rows.isObserved(row) || rows.isYes(row, task);
        return plain ? 1 : StrictMath.exp(rows.rateLog(row));
    }

    private boolean isExplicit(int task) {
        return (explicitTasks >>> task & 1) == 1;
    }

    private static void checkStopped(int row) {
        if ((row & CHECK_EVERY - 1) == 0) {
            TrainingStoppedException.throwIfInterrupted();
        }
    }
}
