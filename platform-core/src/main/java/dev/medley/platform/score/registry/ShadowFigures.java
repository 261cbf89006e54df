package dev.medley.platform.score.registry;

import java.util.List;

/**
 * How the shadow's scores differ from those of the active model, since both are what they are.
 *
 * @param revision the shadow's
 * @param against the active model's
 * @param batches how many were scored by both
 * @param dropped how many were not scored by the shadow, because it was still busy with others
 * @param failed how many the shadow could not score
 * @param differences one for each scenario and task that was measured, in order of name
 */
public record ShadowFigures(
        String revision, String against, long batches, long dropped, long failed, List<Difference> differences) {
    /**
     * The differences in one task of one scenario: shadow less active.
     *
     * @param scenario the scenario
     * @param task the task
     * @param count rows
     * @param meanAbsolute mean of the absolute differences
     * @param mean mean of the differences
     * @param max largest absolute difference
     * @param rankCorrelation Spearman's, within each batch, averaged over those that have one, -1 to 1; null if none has
     * @param topKept share of the first ten of the active model's order that are among the shadow's first ten, averaged
     *     over the batches, 0 to 1
     */
    public record Difference(
            String scenario,
            String task,
            long count,
            double meanAbsolute,
            double mean,
            double max,
            Double rankCorrelation,
            Double topKept) {}
}
