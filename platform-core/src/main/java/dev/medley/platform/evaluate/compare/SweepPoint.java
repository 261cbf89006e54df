package dev.medley.platform.evaluate.compare;

import java.util.List;
import java.util.Map;

/**
 * What a method comes to at a weight.
 *
 * @param method its name
 * @param weight 0 to 1
 * @param figures those that are defined; of groups, those of the attribute that the methods control
 * @param attributes the figures of groups for every attribute, by its name
 * @param exposure each group's share of attention, by attribute
 * @param userGroups mean NDCG by group of users
 */
public record SweepPoint(
        String method,
        double weight,
        Map<SlateFigure, Double> figures,
        Map<String, Map<SlateFigure, Double>> attributes,
        Map<String, List<Double>> exposure,
        Map<String, Double> userGroups) {
    /** A figure; NaN where it is not defined. */
    public double figure(SlateFigure figure) {
        return figures.getOrDefault(figure, Double.NaN);
    }

    /** Utility, diversity and fairness: what trade-offs are judged by, more is better of each. */
    public double[] objectives() {
        return new double[] {
            figure(SlateFigure.NDCG_RETENTION),
            figure(SlateFigure.INTRA_LIST_DISTANCE),
            figure(SlateFigure.MAX_MIN_SHARE)
        };
    }
}
