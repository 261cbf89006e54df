package dev.medley.platform.score.feature;

import dev.medley.platform.world.World;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.candidate.Provenance;
import dev.medley.spi.context.CounterWindow;
import dev.medley.spi.context.Counters;
import dev.medley.spi.entity.Item;
import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.request.RankRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fills the {@link SharedFeatures} of a batch from the world. Any number of threads at once. */
public final class SharedFeatureColumns implements SharedFeatureFiller {
    private static final float OLDEST_DAYS = 3650;
    private static final float SECONDS_A_DAY = 86_400;

    private final World world;
    private final FacetsCache cache = new FacetsCache();

    /** Over that world. */
    public SharedFeatureColumns(World world) {
        this.world = world;
    }

    /** log(1 + count), the form of every counter among the features. */
    public static float countLog(double count) {
        return (float) StrictMath.log1p(Math.max(0, count));
    }

    /** Days from publication until {@code now}, 0 to 3650. */
    public static float ageDays(Instant publishedAt, Instant now) {
        float days = (now.getEpochSecond() - publishedAt.getEpochSecond()) / SECONDS_A_DAY;
        return Math.clamp(days, 0, OLDEST_DAYS);
    }

    @Override
    public void fill(RankRequest request, CandidateBatch batch, FeatureWriter writer) {
        Map<SurfaceId, SurfaceHistory> histories = new HashMap<>(2);
        QueryWords query = request.query().map(QueryWords::new).orElse(null);
        String cohort = request.user().cohort();
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            ItemFacets item = cache.of(batch.item(row));
            writeItem(request, item, row, writer);
            writer.set(SharedFeatures.RETRIEVAL_SCORE, row, bestScore(batch.provenance(row)));
            writePair(history(histories, request, item), cohort, item, row, writer);
            if (query != null) {
                writeQuery(query, item, row, writer);
            }
        }
    }

    private SurfaceHistory history(Map<SurfaceId, SurfaceHistory> histories, RankRequest request, ItemFacets item) {
        return histories.computeIfAbsent(
                item.item().id().surface(), surface -> new SurfaceHistory(world, cache, request.history(), surface));
    }

    private void writeItem(RankRequest request, ItemFacets facets, int row, FeatureWriter writer) {
        Item item = facets.item();
        Counters counters = world.counters();
        writer.set(SharedFeatures.ITEM_SURFACE, row, facets.surfaceHash());
        if (facets.author() != FeatureHash.NONE) {
            writer.set(SharedFeatures.ITEM_AUTHOR, row, facets.author());
        }
        if (facets.category() != FeatureHash.NONE) {
            writer.set(SharedFeatures.ITEM_CATEGORY, row, facets.category());
        }
        writer.set(SharedFeatures.ITEM_POPULARITY_LOG, row, countLog(counters.ofItem(item.id(), CounterWindow.TOTAL)));
        writer.set(SharedFeatures.ITEM_TREND_LOG, row, countLog(counters.ofItem(item.id(), CounterWindow.TEN_MINUTES)));
        if (item.publishedAt().isPresent()) {
            writer.set(
                    SharedFeatures.ITEM_AGE_DAYS,
                    row,
                    ageDays(item.publishedAt().get(), request.now()));
        }
    }

    private void writePair(SurfaceHistory history, String cohort, ItemFacets item, int row, FeatureWriter writer) {
        ItemId id = item.item().id();
        UserTaste taste = history.taste();
        writer.set(SharedFeatures.USER_ITEM_AUTHOR_AFFINITY, row, taste.authorAffinity(item.author()));
        writer.set(SharedFeatures.USER_ITEM_CATEGORY_AFFINITY, row, taste.categoryAffinity(item.categories()));
        writer.set(SharedFeatures.USER_ITEM_CO_INTERACTION, row, history.coInteraction(id));
        writer.set(
                SharedFeatures.USER_ITEM_COHORT_POPULARITY_LOG,
                row,
                countLog(world.counters().ofItemInCohort(id, cohort)));
    }

    private static float bestScore(List<Provenance> provenance) {
        float best = provenance.isEmpty() ? 0 : provenance.get(0).score();
        for (int i = 1; i < provenance.size(); i++) {
            best = Math.max(best, provenance.get(i).score());
        }
        return best;
    }

    private static void writeQuery(QueryWords query, ItemFacets item, int row, FeatureWriter writer) {
        writer.set(SharedFeatures.USER_ITEM_QUERY_TITLE_MATCH, row, query.titleMatch(item));
        writer.set(SharedFeatures.USER_ITEM_QUERY_MATCH, row, query.anyMatch(item));
        writer.set(SharedFeatures.USER_ITEM_QUERY_HEAD_MATCH, row, query.headMatch(item));
    }
}
