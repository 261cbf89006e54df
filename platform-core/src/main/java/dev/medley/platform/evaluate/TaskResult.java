package dev.medley.platform.evaluate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How a model did on one task of one scenario.
 *
 * @param scenario the scenario's name; {@link FigureTable#POOLED} for all of them together
 * @param task the task's name
 * @param rows rows with a known label
 * @param positives sum of their labels
 * @param figures in the order of {@link Figure}; what is not defined is absent
 * @param roc from (0, 0) to (1, 1), or empty
 * @param reliability upwards by prediction, or empty
 */
public record TaskResult(
        String scenario,
        String task,
        long rows,
        double positives,
        Map<Figure, Double> figures,
        List<RocPoint> roc,
        List<ReliabilityPoint> reliability) {
    private static final int NDCG_DEPTH = 10;

    /**
     * Copies what it is given.
     *
     * @throws IllegalArgumentException if a figure is not finite
     */
    public TaskResult {
        Objects.requireNonNull(scenario, "scenario");
        Objects.requireNonNull(task, "task");
        Map<Figure, Double> copy = new EnumMap<>(Figure.class);
        for (Map.Entry<Figure, Double> entry : figures.entrySet()) {
            if (!Double.isFinite(entry.getValue())) {
                throw new IllegalArgumentException(
                        entry.getKey().key() + ": " + entry.getValue() + "; allowed: finite, or absent if not defined");
            }
            copy.put(entry.getKey(), entry.getValue());
        }
        figures = Collections.unmodifiableMap(copy);
        roc = List.copyOf(roc);
        reliability = List.copyOf(reliability);
    }

    /** A figure, or null if it is not defined. */
    public Double figure(Figure figure) {
        return figures.get(figure);
    }

    /**
     * All figures of a model's rows.
     *
     * @throws IllegalArgumentException if the scores are no probabilities; see {@link #ofOrder}
     */
    public static TaskResult of(String scenario, String task, JudgedRows rows) {
        Metrics.requireProbabilities(rows);
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        addOrder(figures, rows);
        add(figures, Figure.LOGLOSS, Metrics.logloss(rows));
        add(figures, Figure.NORMALIZED_ENTROPY, Metrics.normalizedEntropy(rows));
        add(figures, Figure.ECE, Metrics.ece(rows, Metrics.DEFAULT_BINS));
        add(figures, Figure.ECE_EQUAL_WIDTH, Metrics.eceOfEqualWidth(rows, Metrics.DEFAULT_BINS));
        add(figures, Figure.PREDICTED_OVER_OBSERVED, Metrics.predictedOverObserved(rows));
        add(figures, Figure.RMSE, Metrics.rmse(rows));
        add(figures, Figure.MAE, Metrics.mae(rows));
        add(figures, Figure.BRIER, Metrics.brier(rows));
        return new TaskResult(
                scenario,
                task,
                rows.size(),
                rows.positives(),
                figures,
                Metrics.roc(rows),
                Metrics.reliability(rows, Metrics.DEFAULT_BINS));
    }

    /** The figures of rows whose scores only order them, as a baseline's do: what reads probabilities is left out. */
    public static TaskResult ofOrder(String scenario, String task, JudgedRows rows) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        addOrder(figures, rows);
        return new TaskResult(scenario, task, rows.size(), rows.positives(), figures, Metrics.roc(rows), List.of());
    }

    private static void addOrder(Map<Figure, Double> figures, JudgedRows rows) {
        add(figures, Figure.AUC, Metrics.auc(rows));
        if (rows.isGrouped()) {
            GroupedAuc grouped = Metrics.gauc(rows);
            add(figures, Figure.GAUC, grouped.value());
            add(figures, Figure.GAUC_COVERAGE, grouped.coveredShare());
            add(
                    figures,
                    Figure.NDCG_10,
                    Metrics.ndcg(rows, NDCG_DEPTH, new Gain.Linear()).value());
        }
    }

    private static void add(Map<Figure, Double> figures, Figure figure, Double value) {
        if (value != null) {
            figures.put(figure, value);
        }
    }
}
