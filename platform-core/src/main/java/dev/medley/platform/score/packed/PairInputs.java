package dev.medley.platform.score.packed;

import dev.medley.platform.score.factor.PairFactors;
import dev.medley.platform.score.feature.ItemFacets;
import dev.medley.platform.score.feature.LexicalMatch;
import dev.medley.platform.score.feature.SharedFeatureColumns;
import dev.medley.platform.score.input.ItemInput;
import dev.medley.platform.score.input.RequestInput;
import dev.medley.platform.score.statistic.PairStatistics;
import dev.medley.platform.score.statistic.SurfaceTasks;
import dev.medley.platform.world.Statistics;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Writes the numbers of a request's pairs with items of one surface, in training and in serving. One thread; make one a
 * request and surface.
 */
public final class PairInputs {
    private final InputDefinition definition;
    private final PairStatistics statistics;
    private final PairFactors.ForRequest factors;
    private final LexicalMatch query;
    private final Instant now;

    /**
     * Reads what depends on the request alone.
     *
     * @param historyEnd so many of the history's interactions, the oldest, come before the request
     * @param surface key of the surface
     * @param tasks the surface's tasks
     * @param query what was typed, or null
     * @param now the request's time; empty if it is not known
     */
    public PairInputs(
            InputDefinition definition,
            Statistics counts,
            PairFactors factors,
            RequestInput request,
            int historyEnd,
            long surface,
            SurfaceTasks tasks,
            LexicalMatch query,
            Optional<Instant> now) {
        this.definition = definition;
        this.query = query;
        this.now = now.orElse(null);
        statistics = definition.hasStatistics()
                ? new PairStatistics(counts, request.keys(), surface, tasks.explicit())
                : null;
        this.factors = factors.of(request, historyEnd, surface);
    }

    /**
     * Writes a pair's numbers.
     *
     * @param into from {@code at}, {@link InputDefinition#width} elements are written
     */
    public void write(ItemFacets facets, ItemInput item, float[] into, int at) {
        write(facets, item, item.key(), into, at);
    }

    /**
     * Writes a pair's numbers as they were before something had happened.
     *
     * @param passedOver key of the item of which the history is taken to hold nothing
     */
    public void write(ItemFacets facets, ItemInput item, long passedOver, float[] into, int at) {
        if (statistics != null) {
            statistics.write(item.keys(), into, at);
            int plain = at + definition.factorsFrom() - InputDefinition.PLAIN;
            boolean known = now != null && facets.item().publishedAt().isPresent();
            into[plain] = known
                    ? (float) StrictMath.log1p(SharedFeatureColumns.ageDays(
                            facets.item().publishedAt().get(), now))
                    : 0;
            into[plain + 1] = known ? 1 : 0;
        }
        factors.write(item.key(), passedOver, into, at + definition.factorsFrom());
        if (definition.hasQueries()) {
            if (query != null) {
                query.write(facets, into, at + definition.queryFrom());
            } else {
                Arrays.fill(into, at + definition.queryFrom(), at + definition.width(), 0);
            }
        }
    }
}
