package dev.medley.platform.train.gbdt;

import dev.medley.platform.score.gbdt.TreeInputs;
import dev.medley.platform.train.TrainerSettings;
import dev.medley.platform.train.TrainingListener;
import dev.medley.platform.train.example.Examples;
import dev.medley.platform.train.task.TaskRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Looks for the settings that do best on the validation, so that the trees a model is compared with are trees somebody
 * has tried to make good.
 *
 * <p>From {@link TreeSettings#USUAL} with {@code eta} 0.2, one setting after another is varied, and what gains is kept:
 * depth 4, 8, 10; min child weight 5, 100, 300; share of columns 0.5, 1; share of rows 0.6, 1; lambda 0.5, 10, 50; then
 * depth once more by one up and down; last, eta 0.1 and 0.05. That is 17 trainings at most. Each learns from at most
 * {@code searchRows} rows a task, drawn once; the validation is read whole. The loss that decides is the validation's
 * mean cross-entropy, by weight over all tasks.
 */
public final class TreeSearch {
    private static final double SEARCH_ETA = 0.2;

    private static final List<List<UnaryOperator<TreeSettings>>> STEPS = List.of(
            List.of(s -> s.withDepth(4), s -> s.withDepth(8), s -> s.withDepth(10)),
            List.of(s -> s.withMinChildWeight(5), s -> s.withMinChildWeight(100), s -> s.withMinChildWeight(300)),
            List.of(s -> s.withColsample(0.5), s -> s.withColsample(1)),
            List.of(s -> s.withSubsample(0.6), s -> s.withSubsample(1)),
            List.of(s -> s.withLambda(0.5), s -> s.withLambda(10), s -> s.withLambda(50)),
            List.of(s -> s.withDepth(s.depth() - 1), s -> s.withDepth(s.depth() + 1)),
            List.of(s -> s.withEta(0.1), s -> s.withEta(0.05)));

    private TreeSearch() {}

    /**
     * The settings that did best; those that were tried first where two did as well.
     *
     * @param searchRows so many rows a task are learnt from at most in the search, at least 1
     */
    public static TreeSettings tune(
            Examples learn, Examples validation, TrainerSettings settings, int searchRows, TrainingListener listener) {
        if (searchRows < 1) {
            throw new IllegalArgumentException("searchRows: " + searchRows + " is not allowed; 1 and more are");
        }
        TreeInputs inputs = CategoryCodes.learn(learn);
        List<TaskRows> learnRows = new ArrayList<>();
        List<TaskRows> validationRows = new ArrayList<>();
        for (int task = 0; task < learn.tasks(); task++) {
            int parent = settings.funnelParents()[task];
            learnRows.add(some(TaskRows.of(learn, task, parent), searchRows, settings.seed() + task));
            validationRows.add(TaskRows.of(validation, task, parent));
        }
        Trial trial = new Trial(inputs, learn, learnRows, validation, validationRows, settings);
        TreeSettings best = TreeSettings.USUAL.withEta(SEARCH_ETA);
        double bestLoss = trial.loss(best);
        tell(listener, 0, best, bestLoss);
        for (int step = 0; step < STEPS.size(); step++) {
            TreeSettings from = best;
            for (UnaryOperator<TreeSettings> change : STEPS.get(step)) {
                TreeSettings candidate = change.apply(from);
                double loss = trial.loss(candidate);
                if (loss < bestLoss) {
                    bestLoss = loss;
                    best = candidate;
                }
                tell(listener, (step + 1.0) / STEPS.size(), candidate, loss);
            }
        }
        return best;
    }

    private static void tell(TrainingListener listener, double share, TreeSettings tried, double loss) {
        listener.progress(share, String.format(Locale.ROOT, "tried %s: loss %.6f", tried, loss));
    }

    private static TaskRows some(TaskRows rows, int count, long seed) {
        if (rows.count() <= count) {
            return rows;
        }
        int[] indexes = new int[rows.count()];
        Arrays.setAll(indexes, i -> i);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i, indexes.length);
            int index = indexes[i];
            indexes[i] = indexes[other];
            indexes[other] = index;
        }
        int[] drawn = Arrays.copyOf(indexes, count);
        Arrays.sort(drawn);
        return rows.only(drawn);
    }

    /** What stays the same from one training of the search to the next. */
    private record Trial(
            TreeInputs inputs,
            Examples learn,
            List<TaskRows> learnRows,
            Examples validation,
            List<TaskRows> validationRows,
            TrainerSettings settings) {
        private double loss(TreeSettings tried) {
            double sum = 0;
            double weight = 0;
            for (int task = 0; task < learnRows.size(); task++) {
                if (learnRows.get(task).count() == 0) {
                    continue;
                }
                try (BoostedTask boosted = new BoostedTask(
                        inputs,
                        learn,
                        learnRows.get(task),
                        validation,
                        validationRows.get(task),
                        tried,
                        settings.seed(),
                        settings.threads())) {
                    boosted.grow(tried, (rounds, loss, validationLoss) -> {});
                    double share = Math.max(boosted.validationWeight(), 1e-9);
                    sum += share * boosted.bestLoss();
                    weight += share;
                }
            }
            return weight == 0 ? 0 : sum / weight;
        }
    }
}
