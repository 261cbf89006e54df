package dev.medley.platform.evaluate.report;

import dev.medley.platform.evaluate.Cost;
import dev.medley.platform.evaluate.EvaluationResult;
import dev.medley.platform.evaluate.Figure;
import dev.medley.platform.evaluate.FigureTable;
import dev.medley.platform.evaluate.JudgedRows;
import dev.medley.platform.evaluate.PairedDifference;
import dev.medley.platform.score.Logistic;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Reports of generated models on generated rows. */
public final class ExampleReports {
    private static final String[][] CELLS = {
        {"video", "click"}, {"video", "like"}, {"search", "click"}, {"live", "gift"},
    };

    private ExampleReports() {}

    /** Three models and a baseline that only orders, on two splits, with differences. */
    public static EvaluationReport generated() {
        List<EvaluationResult> results = new ArrayList<>();
        for (String split : List.of("validation", "test")) {
            results.add(baseline(split));
            results.add(model("multi-task", split, 0.5, 0, new Cost(120_000, 45_000, 8_192)));
            results.add(model("boosted trees", split, 0.8, 0, new Cost(0, 0, 12_400)));
            results.add(model("logistic", split, 1.1, 0.9, null));
        }
        List<ModelDifference> differences = new ArrayList<>();
        Random random = new Random(9);
        for (String[] cell : CELLS) {
            for (Figure figure : List.of(Figure.AUC, Figure.LOGLOSS)) {
                for (String second : List.of("boosted trees", "logistic")) {
                    double[] ours = new double[5];
                    double[] theirs = new double[5];
                    double apart = 0.012 * random.nextGaussian();
                    for (int seed = 0; seed < 5; seed++) {
                        ours[seed] = 0.7 + apart + 0.004 * random.nextGaussian();
                        theirs[seed] = 0.7 + 0.004 * random.nextGaussian();
                    }
                    differences.add(new ModelDifference(
                            "test", "multi-task", second, cell[0], cell[1], figure, PairedDifference.of(ours, theirs)));
                }
            }
        }
        return new EvaluationReport(
                "Evaluation of the shared model",
                "sha256:6f1c9f0d8a1b4c22b1d0e4a7d2f3c5b697887766554433221100ffeeddccbbaa, 4 scenarios, 80,000 rows",
                "medley evaluate --data demo --models multi-task,boosted-trees,logistic --seeds 1,2,3,4,5 --split test",
                results,
                differences);
    }

    private static EvaluationResult model(String name, String split, double noise, double bias, Cost cost) {
        FigureTable table = FigureTable.ofProbabilities();
        for (int cell = 0; cell < CELLS.length; cell++) {
            table.add(CELLS[cell][0], CELLS[cell][1], rows(cell, split, noise, bias, false));
        }
        return table.result(name, split, false, cost);
    }

    private static EvaluationResult baseline(String split) {
        FigureTable table = FigureTable.ofOrder();
        for (int cell = 0; cell < CELLS.length; cell++) {
            table.add(CELLS[cell][0], CELLS[cell][1], rows(cell, split, 2.5, 0, true));
        }
        return table.result("popularity", split, true, new Cost(0, 0, 1));
    }

    private static JudgedRows rows(int cell, String split, double noise, double bias, boolean raw) {
        Random rows = new Random(cell + split.length());
        Random errors = new Random(cell + split.length() + Double.hashCode(noise));
        int size = 6_000;
        float[] scores = new float[size];
        float[] labels = new float[size];
        int[] groups = new int[size];
        for (int row = 0; row < size; row++) {
            double logit = 1.2 * rows.nextGaussian() - cell;
            labels[row] = rows.nextDouble() < Logistic.preciselyOf(logit) ? 1 : 0;
            double score = logit + bias + noise * errors.nextGaussian();
            scores[row] = raw ? (float) score : Logistic.of(score);
            groups[row] = row / 20;
        }
        return JudgedRows.of(scores, labels, null, groups);
    }
}
