package dev.medley.platform.offline;

import dev.medley.platform.evaluate.EvaluationResult;
import dev.medley.platform.evaluate.Figure;
import dev.medley.platform.evaluate.FigureTable;
import dev.medley.platform.evaluate.PairedDifference;
import dev.medley.platform.evaluate.TaskResult;
import dev.medley.platform.evaluate.report.ModelDifference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results on one split by model, of which each may have been learnt with several seeds; one thread. */
final class ModelGroups {
    private static final List<Figure> COMPARED = List.of(Figure.AUC, Figure.LOGLOSS, Figure.NDCG_10, Figure.RMSE);

    private final Map<String, List<EvaluationResult>> byModel = new LinkedHashMap<>();

    /** The folder's name without a number at its end: what seeds of one model share. */
    static String nameOf(Path folder) {
        String name = folder.toAbsolutePath().normalize().getFileName().toString();
        String bare = name.replaceFirst("[-_.]?[0-9]+$", "");
        return bare.isEmpty() ? name : bare;
    }

    void add(Path folder, EvaluationResult result) {
        byModel.computeIfAbsent(nameOf(folder), _ -> new ArrayList<>()).add(result);
    }

    /** Those of each model, in the order in which models came. */
    List<EvaluationResult> results() {
        List<EvaluationResult> results = new ArrayList<>();
        byModel.forEach((name, seeds) -> results.add(mean(name, seeds)));
        return results;
    }

    /** Figures are means over the seeds; curves are those of the first. */
    private static EvaluationResult mean(String name, List<EvaluationResult> seeds) {
        EvaluationResult first = seeds.getFirst();
        List<TaskResult> tasks = new ArrayList<>();
        for (TaskResult task : first.tasks()) {
            Map<Figure, Double> means = new EnumMap<>(Figure.class);
            for (Figure figure : task.figures().keySet()) {
                double sum = 0;
                int count = 0;
                for (EvaluationResult seed : seeds) {
                    TaskResult same = seed.find(task.scenario(), task.task());
                    if (same != null && same.figure(figure) != null) {
                        sum += same.figure(figure);
                        count++;
                    }
                }
                means.put(figure, sum / count);
            }
            tasks.add(new TaskResult(
                    task.scenario(),
                    task.task(),
                    task.rows(),
                    task.positives(),
                    means,
                    task.roc(),
                    task.reliability()));
        }
        String title = seeds.size() > 1 ? name + " (" + seeds.size() + " seeds)" : name;
        return new EvaluationResult(title, first.split(), first.baseline(), tasks, first.cost());
    }

    /** The first model against each other that has as many seeds. */
    List<ModelDifference> differences() {
        List<ModelDifference> differences = new ArrayList<>();
        String first = byModel.keySet().iterator().next();
        List<EvaluationResult> ofFirst = byModel.get(first);
        byModel.forEach((name, seeds) -> {
            if (!name.equals(first) && seeds.size() == ofFirst.size() && seeds.size() > 1) {
                for (TaskResult task : ofFirst.getFirst().tasks()) {
                    boolean pooled = task.scenario().equals(FigureTable.POOLED)
                            || ofFirst.getFirst().find(FigureTable.POOLED, task.task()) == null;
                    if (pooled) {
                        compare(first, name, task, ofFirst, seeds, differences);
                    }
                }
            }
        });
        return differences;
    }

    private static void compare(
            String first,
            String second,
            TaskResult task,
            List<EvaluationResult> ofFirst,
            List<EvaluationResult> ofSecond,
            List<ModelDifference> into) {
        for (Figure figure : COMPARED) {
            double[] left = figures(ofFirst, task, figure);
            double[] right = figures(ofSecond, task, figure);
            if (left != null && right != null) {
                into.add(new ModelDifference(
                        ofFirst.getFirst().split(),
                        first,
                        second,
                        task.scenario(),
                        task.task(),
                        figure,
                        PairedDifference.of(left, right)));
            }
        }
    }

    private static double[] figures(List<EvaluationResult> seeds, TaskResult task, Figure figure) {
        double[] figures = new double[seeds.size()];
        for (int i = 0; i < figures.length; i++) {
            TaskResult same = seeds.get(i).find(task.scenario(), task.task());
            if (same == null || same.figure(figure) == null) {
                return null;
            }
            figures[i] = same.figure(figure);
        }
        return figures;
    }
}
