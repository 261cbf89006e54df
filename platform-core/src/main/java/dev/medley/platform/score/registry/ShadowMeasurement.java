package dev.medley.platform.score.registry;

import dev.medley.platform.score.Model;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.request.RankRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** What one shadow has been measured at beside one active model. Any thread. */
final class ShadowMeasurement {
    private static final Logger LOG = System.getLogger(ShadowMeasurement.class.getName());
    private static final int TOP = 10;

    private final Model shadow;
    private final String against;
    private final LongAdder dropped = new LongAdder();
    private final Map<ScenarioId, Map<TaskId, Sums>> sums = new TreeMap<>();
    private long batches;
    private long failed;

    ShadowMeasurement(Model shadow, String against) {
        this.shadow = shadow;
        this.against = against;
    }

    /** Whether it is of these two models. */
    boolean isOf(String revision, String active) {
        return shadow.revision().equals(revision) && against.equals(active);
    }

    /** Has the shadow score what the active model has scored, and takes the differences in. */
    void measure(RankRequest request, CandidateBatch batch, List<TaskId> tasks, float[][] scores) {
        float[][] shadowScores = new float[tasks.size()][batch.rowCount()];
        try {
            shadow.score(request, batch, tasks, shadowScores);
        } catch (RuntimeException | Error mistake) {
            fail(mistake.toString());
            return;
        }
        List<float[]> left = new ArrayList<>(tasks.size());
        List<float[]> right = new ArrayList<>(tasks.size());
        for (int task = 0; task < tasks.size(); task++) {
            left.add(selected(batch, scores[task]));
            right.add(selected(batch, shadowScores[task]));
            for (float score : right.get(task)) {
                if (!Float.isFinite(score)) {
                    fail("score " + score + " for task " + tasks.get(task));
                    return;
                }
            }
        }
        double[] correlations = new double[tasks.size()];
        double[] kept = new double[tasks.size()];
        for (int task = 0; task < tasks.size(); task++) {
            correlations[task] = Agreement.rankCorrelation(left.get(task), right.get(task));
            kept[task] = Agreement.keptOnTop(left.get(task), right.get(task), TOP);
        }
        synchronized (this) {
            batches++;
            Map<TaskId, Sums> ofScenario = sums.computeIfAbsent(request.scenario(), _ -> new TreeMap<>());
            for (int task = 0; task < tasks.size(); task++) {
                ofScenario
                        .computeIfAbsent(tasks.get(task), _ -> new Sums())
                        .add(left.get(task), right.get(task), correlations[task], kept[task]);
            }
        }
    }

    /** Counts a batch that nobody had time for. */
    void drop() {
        dropped.increment();
    }

    /** The figures so far. */
    synchronized ShadowFigures figures() {
        List<ShadowFigures.Difference> differences = new ArrayList<>();
        sums.forEach((scenario, ofScenario) ->
                ofScenario.forEach((task, sum) -> differences.add(sum.difference(scenario, task))));
        return new ShadowFigures(shadow.revision(), against, batches, dropped.sum(), failed, List.copyOf(differences));
    }

    /** The first failure is told in the log, the others are counted: there may be one for each request. */
    private synchronized void fail(String why) {
        failed++;
        if (failed == 1) {
            LOG.log(Level.WARNING, "shadow {0} cannot score: {1}", shadow.revision(), why);
        }
    }

    private static float[] selected(CandidateBatch batch, float[] scores) {
        float[] selected = new float[batch.selectedCount()];
        for (int i = 0; i < selected.length; i++) {
            selected[i] = scores[batch.selectedRow(i)];
        }
        return selected;
    }

    /** Sums over batches, from which the means follow. */
    private static final class Sums {
        private long count;
        private double absolute;
        private double signed;
        private double max;
        private double correlations;
        private long correlated;
        private double kept;
        private long ordered;

        void add(float[] left, float[] right, double correlation, double keptOnTop) {
            for (int row = 0; row < left.length; row++) {
                double difference = (double) right[row] - left[row];
                absolute += Math.abs(difference);
                signed += difference;
                max = Math.max(max, Math.abs(difference));
            }
            count += left.length;
            if (!Double.isNaN(correlation)) {
                correlations += correlation;
                correlated++;
            }
            if (!Double.isNaN(keptOnTop)) {
                kept += keptOnTop;
                ordered++;
            }
        }

        ShadowFigures.Difference difference(ScenarioId scenario, TaskId task) {
            return new ShadowFigures.Difference(
                    scenario.value(),
                    task.value(),
                    count,
                    count == 0 ? 0 : absolute / count,
                    count == 0 ? 0 : signed / count,
                    max,
                    correlated == 0 ? null : correlations / correlated,
                    ordered == 0 ? null : kept / ordered);
        }
    }
}
