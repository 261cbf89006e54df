package dev.medley.platform.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.score.feature.ItemFacets;
import dev.medley.platform.score.feature.QueryWords;
import dev.medley.platform.score.feature.SharedFeatureColumns;
import dev.medley.platform.score.logistic.DenseInputs;
import dev.medley.platform.score.logistic.TaskMeanings;
import dev.medley.platform.world.Judgment;
import dev.medley.platform.world.TestWorld;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.feature.FloatFeature;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.UserId;
import dev.medley.spi.request.RankRequest;
import dev.medley.testkit.RecordingFeatureWriter;
import dev.medley.testkit.TestBatch;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a held-out row looks like to the model must be what serving would have shown it, in a world that never heard of
 * anything that is held out.
 */
class NoSkewTest {
    private static final long SEED = 11;
    private static final int USERS = 60;

    @Test
    void heldOutRowsLookAsServingWouldShowThem() {
        TestWorld full = GeneratedWorlds.ratings(USERS, 20, SEED, GeneratedWorlds.TASTE);
        SurfaceItems items = new SurfaceItems(full.catalog(), GeneratedWorlds.VIDEO);
        TaskMeanings meanings =
                TaskMeanings.of(GeneratedWorlds.VIDEO, full.datasets().get(0).meanings());
        TestWorld learntPart = new TestWorld();
        items(items).forEach(learntPart::add);
        SurfaceCounts counts = new SurfaceCounts(items, meanings);
        full.forEach((user, profile) -> {
            UserVisits visits = visits(full, user, items);
            counts.add(profile.cohort(), visits);
            learntPart.add(user, profile);
            for (int i = 0; i < visits.count(); i++) {
                if (!visits.isHeldOut(visits.item(i))) {
                    learntPart.add(visits.interaction(i));
                }
            }
        });
        counts.complete();

        int compared = 0;
        for (int u = 0; u < USERS; u++) {
            UserId user = new UserId("u" + u);
            ExampleCollector collector =
                    new ExampleCollector(items, meanings, counts, full.clock().instant(), SEED);
            collector.add(full.find(user).orElseThrow(), visits(full, user, items), SEED);
            compared += compare(learntPart, user, items, collector.heldOut());
        }
        assertThat(compared).as("rows compared, seed %d", SEED).isGreaterThan(USERS);
    }

    @Test
    void judgedRowsLookAsServingWouldShowThem() {
        TestWorld world = new TestWorld();
        GeneratedWorlds.addJudgments(world, 50, SEED);
        Judgment first = world.judgments().get(0);
        SurfaceItems items = new SurfaceItems(world.catalog(), first.item().surface());
        TaskMeanings meanings =
                TaskMeanings.of(first.item().surface(), world.datasets().get(0).meanings());
        SurfaceCounts counts = new SurfaceCounts(items, meanings);
        counts.complete();
        for (Judgment judgment : world.judgments()) {
            ExampleCollector collector =
                    new ExampleCollector(items, meanings, counts, world.clock().instant(), SEED);
            collector.add(judgment);
            ExampleSet rows = collector.learnt().size() == 1 ? collector.learnt() : collector.heldOut();
            Item item = world.catalog().find(judgment.item()).orElseThrow();
            RankRequest request = RankRequest.builder(new ScenarioId("search"))
                    .query(judgment.query())
                    .build();
            RecordingFeatureWriter served = serve(world, request, item);
            float[] expected = new float[DenseInputs.COMMON];
            DenseInputs.writeQuery(
                    expected,
                    0,
                    new QueryWords(judgment.query()),
                    ItemFacets.of(item),
                    get(served, SharedFeatures.USER_ITEM_QUERY_TITLE_MATCH),
                    get(served, SharedFeatures.USER_ITEM_QUERY_MATCH),
                    get(served, SharedFeatures.USER_ITEM_QUERY_HEAD_MATCH));
            for (int i = DenseInputs.QUERY_TITLE_MATCH; i < expected.length; i++) {
                assertThat(rows.block(0)[i]).as("%s, input %d", judgment, i).isEqualTo(expected[i]);
            }
        }
    }

    private static RecordingFeatureWriter serve(TestWorld world, RankRequest request, Item item) {
        TestBatch batch = TestBatch.of(item);
        batch.found(0, "any", 0, 1);
        RecordingFeatureWriter served = new RecordingFeatureWriter(1, new LinkedHashSet<>(SharedFeatures.ALL));
        new SharedFeatureColumns(world).fill(request, batch, served);
        return served;
    }

    private static List<Item> items(SurfaceItems items) {
        return java.util.stream.IntStream.range(0, items.count())
                .mapToObj(number -> items.facets(number).item())
                .toList();
    }

    private static UserVisits visits(TestWorld world, UserId user, SurfaceItems items) {
        return UserVisits.read(world, user, items, GeneratedWorlds.VIDEO, true, SEED);
    }

    private static int compare(TestWorld world, UserId user, SurfaceItems items, ExampleSet rows) {
        UserProfile profile = world.find(user).orElseThrow();
        List<Interaction> history = world.histories().newest(user, 500);
        RankRequest request = RankRequest.builder(new ScenarioId("video"))
                .user(user, profile)
                .history(history)
                .now(world.clock().instant())
                .build();
        for (int row = 0; row < rows.size(); row++) {
            RecordingFeatureWriter served =
                    serve(world, request, items.facets(rows.item(row)).item());
            float[] expected = new float[DenseInputs.COMMON];
            DenseInputs.write(
                    expected,
                    0,
                    get(served, SharedFeatures.ITEM_POPULARITY_LOG),
                    get(served, SharedFeatures.USER_ITEM_COHORT_POPULARITY_LOG),
                    false,
                    0,
                    get(served, SharedFeatures.USER_ITEM_AUTHOR_AFFINITY),
                    get(served, SharedFeatures.USER_ITEM_CATEGORY_AFFINITY),
                    get(served, SharedFeatures.USER_ITEM_CO_INTERACTION),
                    history.size());
            for (int i = 0; i < expected.length; i++) {
                assertThat(rows.block(row)[rows.at(row) + i])
                        .as("%s, row %d, input %d, seed %d", user, row, i, SEED)
                        .isCloseTo(expected[i], within(1e-5f));
            }
        }
        return rows.size();
    }

    private static float get(RecordingFeatureWriter written, FloatFeature feature) {
        return written.floats(feature).get(0);
    }
}
