package dev.medley.testkit;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.candidate.Provenance;
import dev.medley.spi.context.CounterWindow;
import dev.medley.spi.context.Counters;
import dev.medley.spi.entity.Item;
import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.request.RankRequest;
import java.time.Duration;

/**
 * The shared features that follow from catalogue, counters and retrieval alone. The user's affinities, the query's
 * matches and the co-interaction are left missing; set them by hand where a test needs them.
 *
 * @param counters where popularity comes from
 */
public record SimpleSharedFeatures(Counters counters) implements SharedFeatureFunction {
    private static final float MAX_AGE_DAYS = 3650;

    @Override
    public void fill(RankRequest request, CandidateBatch batch, FeatureWriter writer) {
        for (int row = 0; row < batch.rowCount(); row++) {
            fillItem(request, batch.item(row), row, writer);
            float best = Float.NEGATIVE_INFINITY;
            for (Provenance find : batch.provenance(row)) {
                best = Math.max(best, find.score());
            }
            writer.set(SharedFeatures.RETRIEVAL_SCORE, row, best);
        }
    }

    private void fillItem(RankRequest request, Item item, int row, FeatureWriter writer) {
        String surface = item.id().surface().value();
        writer.set(SharedFeatures.ITEM_SURFACE, row, FeatureHash.of(surface));
        item.author().ifPresent(author -> writer.set(SharedFeatures.ITEM_AUTHOR, row, FeatureHash.of(surface, author)));
        item.category()
                .ifPresent(
                        category -> writer.set(SharedFeatures.ITEM_CATEGORY, row, FeatureHash.of(surface, category)));
        item.publishedAt().ifPresent(published -> {
            float days = Duration.between(published, request.now()).toMillis() / 86_400_000f;
            writer.set(SharedFeatures.ITEM_AGE_DAYS, row, Math.clamp(days, 0, MAX_AGE_DAYS));
        });
        writer.set(SharedFeatures.ITEM_POPULARITY_LOG, row, log(counters.ofItem(item.id(), CounterWindow.TOTAL)));
        writer.set(SharedFeatures.ITEM_TREND_LOG, row, log(counters.ofItem(item.id(), CounterWindow.TEN_MINUTES)));
        double ofCohort = counters.ofItemInCohort(item.id(), request.user().cohort());
        writer.set(SharedFeatures.USER_ITEM_COHORT_POPULARITY_LOG, row, log(ofCohort));
    }

    private static float log(double count) {
        return (float) Math.log1p(count);
    }
}
