package dev.medley.platform.score.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.world.TestWorld;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.feature.FeatureState;
import dev.medley.spi.feature.FloatFeature;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.UserId;
import dev.medley.spi.request.RankRequest;
import dev.medley.testkit.RecordingFeatureWriter;
import dev.medley.testkit.TestBatch;
import java.time.Instant;
import java.util.LinkedHashSet;
import org.junit.jupiter.api.Test;

class SharedFeatureColumnsTest {
    private static final Instant NOW = Instant.parse("2026-01-11T00:00:00Z");
    private static final UserId ANN = new UserId("ann");
    private static final UserProfile ANNS = UserProfile.of(30, "US");
    private static final Item SEEN = item("seen", "Pixar", "animation");
    private static final Item NEAR =
            item("near", "Pixar", "animation", "comedy").withPublishedAt(Instant.parse("2026-01-01T12:00:00Z"));
    private static final Item FAR = Item.of(ItemId.of("video", "far"), "Toy Story");

    private final TestWorld world = new TestWorld();

    private static Item item(String key, String author, String... categories) {
        return Item.of(ItemId.of("video", key), key).withAuthor(author).withCategories(categories);
    }

    private static Interaction did(UserId user, InteractionType type, Item item) {
        return Interaction.of(user, item.id(), type, NOW.minusSeconds(60));
    }

    private RecordingFeatureWriter fill(String query, Item... items) {
        world.add(SEEN).add(NEAR).add(FAR).add(ANN, ANNS);
        for (int i = 0; i < 3; i++) {
            UserId other = new UserId("other" + i);
            world.add(other, UserProfile.of(i == 0 ? 30 : 60, "US"));
            world.add(did(other, InteractionType.CLICK, SEEN)).add(did(other, InteractionType.LIKE, NEAR));
        }
        world.add(did(new UserId("foe"), InteractionType.HIDE, NEAR));
        world.add(did(ANN, InteractionType.CLICK, SEEN)).add(did(ANN, InteractionType.HIDE, FAR));
        RankRequest request = RankRequest.builder(new ScenarioId("video"))
                .user(ANN, ANNS)
                .history(world.histories().newest(ANN, 500))
                .query(query)
                .now(NOW)
                .build();
        TestBatch batch = TestBatch.of(items);
        batch.found(0, "first", 3, 0.25f).found(0, "second", 0, 7);
        RecordingFeatureWriter writer =
                new RecordingFeatureWriter(items.length, new LinkedHashSet<>(SharedFeatures.ALL));
        new SharedFeatureColumns(world).fill(request, batch, writer);
        return writer;
    }

    @Test
    void valuesByHand() {
        RecordingFeatureWriter written = fill(null, NEAR, FAR);

        // Three likes; a hide does not make popular. One of the three is of Ann's age.
        assertClose(written, SharedFeatures.ITEM_POPULARITY_LOG, 0, Math.log(4));
        assertClose(written, SharedFeatures.USER_ITEM_COHORT_POPULARITY_LOG, 0, Math.log(2));
        assertClose(written, SharedFeatures.ITEM_AGE_DAYS, 0, 9.5);
        // One click in the history, by the same author and in one of the categories: 1 / (1 + 5).
        assertClose(written, SharedFeatures.USER_ITEM_AUTHOR_AFFINITY, 0, 1 / 6.0);
        assertClose(written, SharedFeatures.USER_ITEM_CATEGORY_AFFINITY, 0, 1 / 6.0);
        // Three of the four who saw the one saw both: 3 / sqrt(4 * 3) * 3 / 13.
        assertClose(written, SharedFeatures.USER_ITEM_CO_INTERACTION, 0, 3 / Math.sqrt(12) * 3 / 13);
        assertClose(written, SharedFeatures.RETRIEVAL_SCORE, 0, 7);
        assertThat(written.ids(SharedFeatures.ITEM_AUTHOR).get(0)).isEqualTo(FeatureHash.of("video", "Pixar"));
        assertThat(written.ids(SharedFeatures.ITEM_CATEGORY).get(0)).isEqualTo(FeatureHash.of("video", "animation"));
        assertThat(written.ids(SharedFeatures.ITEM_SURFACE).get(0)).isEqualTo(FeatureHash.of("video"));

        assertClose(written, SharedFeatures.ITEM_POPULARITY_LOG, 1, 0);
        assertClose(written, SharedFeatures.USER_ITEM_CO_INTERACTION, 1, 0);
        assertThat(written.state(SharedFeatures.ITEM_AUTHOR, 1)).isEqualTo(FeatureState.MISSING);
        assertThat(written.state(SharedFeatures.ITEM_AGE_DAYS, 1)).isEqualTo(FeatureState.MISSING);
        assertThat(written.state(SharedFeatures.USER_ITEM_QUERY_MATCH, 1)).isEqualTo(FeatureState.MISSING);
    }

    @Test
    void aQueryIsMatched() {
        RecordingFeatureWriter written = fill("toy car", FAR);
        assertClose(written, SharedFeatures.USER_ITEM_QUERY_TITLE_MATCH, 0, 0.5);
        assertClose(written, SharedFeatures.USER_ITEM_QUERY_MATCH, 0, 0.5);
        assertClose(written, SharedFeatures.USER_ITEM_QUERY_HEAD_MATCH, 0, 0);
    }

    private static void assertClose(RecordingFeatureWriter written, FloatFeature feature, int row, double expected) {
        assertThat(written.floats(feature).get(row)).as(feature.name()).isCloseTo((float) expected, within(1e-5f));
    }
}
