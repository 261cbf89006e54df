package dev.medley.platform.score.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.medley.platform.score.feature.ItemFacets;
import dev.medley.platform.score.feature.QueryWords;
import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InputMakerTest {
    private static final UserId USER = new UserId("u1");
    private static final ItemId ITEM = ItemId.of("video", "17");

    @Test
    void aRequestHasAKeyForEachThingThatIsKnown() {
        FieldKeys keys = InputMaker.requestKeys(
                Optional.of(USER),
                profile(30, "F", Map.of("occupation", "writer", "member", true)),
                new QueryWords("blue shoes"));
        assertThat(counts(keys)).containsExactly(1, 1, 1, 1, 1, 2, 2, 0, 0, 0, 0, 0);
        assertThat(keys.first(InputField.USER)).isEqualTo(InputField.USER.key(FeatureHash.of("u1")));
        assertThat(keys.first(InputField.AGE_GROUP)).isEqualTo(InputField.AGE_GROUP.key(FeatureHash.of("25-34")));
        assertThat(keys.keys()).doesNotHaveDuplicates();
    }

    @Test
    void aGuestOfWhomNothingIsKnownHasNoKeys() {
        FieldKeys keys = InputMaker.requestKeys(Optional.empty(), UserProfile.unknown(), null);
        assertThat(keys.count()).isZero();
        assertThat(keys.first(InputField.USER)).isZero();
        assertThat(keys.from(InputField.ITEM)).isEqualTo(keys.to(InputField.ITEM));
    }

    @Test
    void equalEntitiesHaveEqualKeysAndOthersDoNot() {
        FieldKeys one = InputMaker.requestKeys(Optional.of(USER), profile(30, "F", Map.of("a", "x")), null);
        FieldKeys same = InputMaker.requestKeys(Optional.of(USER), profile(34, "F", Map.of("a", "x")), null);
        FieldKeys other = InputMaker.requestKeys(Optional.of(USER), profile(35, "F", Map.of("a", "y")), null);
        assertThat(same.keys()).isEqualTo(one.keys());
        assertThat(other.first(InputField.AGE_GROUP)).isNotEqualTo(one.first(InputField.AGE_GROUP));
        assertThat(other.first(InputField.USER_ATTRIBUTE)).isNotEqualTo(one.first(InputField.USER_ATTRIBUTE));
        assertThat(other.first(InputField.USER)).isEqualTo(one.first(InputField.USER));
    }

    @Test
    void theSameTextInTwoFieldsOrOnTwoSurfacesIsNotTheSameKey() {
        ItemInput video = item(Item.of(ITEM, "").withAuthor("x").withCategories("x"));
        ItemInput live =
                item(Item.of(ItemId.of("live", "17"), "").withAuthor("x").withCategories("x"));
        assertThat(video.keys().first(InputField.AUTHOR))
                .isNotEqualTo(video.keys().first(InputField.CATEGORY));
        assertThat(live.key()).isNotEqualTo(video.key());
        assertThat(live.keys().first(InputField.AUTHOR))
                .isNotEqualTo(video.keys().first(InputField.AUTHOR));
        assertThat(video.key()).isEqualTo(InputMaker.itemKey(ITEM));
    }

    @Test
    void anItemsFieldsAreBounded() {
        Map<String, Object> attributes = new TreeMap<>();
        for (int i = 0; i < 20; i++) {
            attributes.put("text_" + (char) ('a' + i), "v" + i);
            attributes.put("number_" + (char) ('a' + i), i);
        }
        Item item = Item.of(ITEM, "one two three four five six seven eight nine ten eleven twelve thirteen fourteen")
                .withCategories("a", "b", "c", "d", "e", "f")
                .withPublishedAt(Instant.parse("1995-11-22T00:00:00Z"))
                .withAttributes(Attributes.of(attributes));
        FieldKeys keys = item(item).keys();
        // Two of the time of publication, and eight attributes that are not numbers.
        assertThat(counts(keys)).containsExactly(0, 0, 0, 0, 0, 0, 0, 1, 0, 4, 12, 10);
        attributes.remove("text_t");
        attributes.put("number_a", 99);
        FieldKeys same = item(item.withAttributes(Attributes.of(attributes))).keys();
        assertThat(same.keys()).isEqualTo(keys.keys());
        FieldKeys next = item(item.withPublishedAt(Instant.parse("1996-01-01T00:00:00Z")))
                .keys();
        int at = keys.from(InputField.ITEM_ATTRIBUTE);
        assertThat(next.keys()[at]).isNotEqualTo(keys.keys()[at]);
        assertThat(next.keys()[at + 1]).as("the decade").isEqualTo(keys.keys()[at + 1]);
    }

    @Test
    void aQueryHasAtMostEightWords() {
        QueryWords query = new QueryWords("a1 b2 c3 d4 e5 f6");
        assertThat(query.count()).isEqualTo(12);
        FieldKeys keys = InputMaker.requestKeys(Optional.empty(), UserProfile.unknown(), query);
        assertThat(keys.count()).isEqualTo(8);
        assertThat(keys.keys()[7]).isEqualTo(InputField.QUERY_WORD.key(query.word(7)));
    }

    @Test
    void actionsHaveLevelsOfTheirValues() {
        long rated = InputMaker.actionKey(InteractionType.RATE, 4);
        assertThat(InputMaker.actionKey(InteractionType.RATE, 4.2f)).isEqualTo(rated);
        assertThat(InputMaker.actionKey(InteractionType.RATE, 4.5f)).isNotEqualTo(rated);
        assertThat(InputMaker.actionKey(InteractionType.WATCH, 4)).isNotEqualTo(rated);
        assertThat(InputMaker.actionKey(InteractionType.WATCH, 0.52f))
                .isEqualTo(InputMaker.actionKey(InteractionType.WATCH, 0.6f))
                .isNotEqualTo(InputMaker.actionKey(InteractionType.WATCH, 0.8f));
        assertThat(InputMaker.actionKey(InteractionType.GIFT, 1e30f))
                .isEqualTo(InputMaker.actionKey(InteractionType.GIFT, 20));
        assertThat(InputMaker.actionKey(InteractionType.GIFT, -1e30f))
                .isEqualTo(InputMaker.actionKey(InteractionType.GIFT, -20))
                .isNotEqualTo(InputMaker.actionKey(InteractionType.GIFT, 20));
        assertThat(InputMaker.actionKey(InteractionType.CLICK, 1))
                .isNotEqualTo(InputMaker.actionKey(InteractionType.CLICK, 0.99f));
    }

    @Test
    void aHistoryKeepsTimesOfAnyCenturyAndTellsWhatTheCatalogueHasForgotten() {
        Item known = Item.of(ITEM, "").withCategories("Drama", "War");
        ItemId gone = ItemId.of("live", "gone");
        HistoryInput history = InputMaker.history(
                List.of(
                        new Interaction(USER, gone, InteractionType.CLICK, Optional.empty(), 3, 1, Map.of()),
                        Interaction.of(USER, ITEM, InteractionType.LIKE, Instant.parse("1950-01-01T00:00:00Z")),
                        Interaction.of(USER, ITEM, InteractionType.LIKE, Instant.ofEpochSecond(7))),
                Map.of(ITEM, known));
        assertThat(history.count()).isEqualTo(3);
        assertThat(history.times()).containsExactly(0, -631_152_000L, 7);
        assertThat(history.items())
                .containsExactly(InputMaker.itemKey(gone), InputMaker.itemKey(ITEM), InputMaker.itemKey(ITEM));
        assertThat(history.categories()[0]).isZero();
        assertThat(history.categories()[1]).isEqualTo(item(known).keys().first(InputField.CATEGORY));
        assertThat(history.surfaces())
                .containsExactly(
                        InputMaker.surfaceKey(new SurfaceId("live")),
                        InputMaker.surfaceKey(new SurfaceId("video")),
                        InputMaker.surfaceKey(new SurfaceId("video")));
        assertThat(history.actions()[1]).isEqualTo(InputMaker.actionKey(InteractionType.LIKE, 1));
    }

    @Test
    void ofALongHistoryTheNewestAreTaken() {
        List<Interaction> interactions = new ArrayList<>();
        for (int i = 0; i < HistoryInput.MAX_EVENTS + 5; i++) {
            interactions.add(Interaction.of(
                    USER, ItemId.of("video", "" + i), InteractionType.CLICK, Instant.ofEpochSecond(i + 1)));
        }
        HistoryInput history = InputMaker.history(interactions, new HashMap<>());
        assertThat(history.count()).isEqualTo(HistoryInput.MAX_EVENTS);
        assertThat(history.times()[0]).isEqualTo(6);
        assertThat(history.items()[history.count() - 1])
                .isEqualTo(InputMaker.itemKey(interactions.getLast().item()));
    }

    @Test
    void keysAndHistoriesWhoseColumnsDoNotGoTogetherAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FieldKeys(new long[2], new byte[1]))
                .withMessage("keys: 2 given for 1 fields");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FieldKeys(new long[3], new byte[] {1, 3, 2}))
                .withMessage("fields: [1, 3, 2] are not ascending");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HistoryInput(new long[1], new long[1], new long[1], new long[2], new long[1]))
                .withMessageContaining("actions 2");
        RequestInput request = new RequestInput(FieldKeys.NONE, HistoryInput.NONE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestRows(request, 1, 0, new ItemInput[0], new int[0], new float[0], 3))
                .withMessage("historyEnd: 1 is not allowed; 0 to 0 is");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestRows(request, 0, 0, new ItemInput[0], new int[0], new float[4], 3))
                .withMessageContaining("4 statistics of width 3");
    }

    @Test
    void aFieldsKeysStandTogether() {
        FieldKeys keys = new FieldKeys(new long[] {5, 6, 7}, new byte[] {1, 1, 9});
        assertThat(keys.from(InputField.GENDER)).isZero();
        assertThat(keys.to(InputField.GENDER)).isEqualTo(2);
        assertThat(keys.first(InputField.CATEGORY)).isEqualTo(7);
        assertThat(keys.from(InputField.ITEM)).isEqualTo(2);
        assertThat(keys.to(InputField.ITEM)).isEqualTo(2);
        assertThat(keys.first(InputField.ITEM_ATTRIBUTE)).isZero();
    }

    private static UserProfile profile(int age, String gender, Map<String, ?> attributes) {
        return new UserProfile(
                OptionalInt.of(age),
                Optional.of(gender),
                Optional.of("US"),
                Optional.of("en"),
                Attributes.of(attributes));
    }

    private static ItemInput item(Item item) {
        return InputMaker.item(ItemFacets.of(item));
    }

    private static int[] counts(FieldKeys keys) {
        int[] counts = new int[InputField.ALL.size()];
        for (InputField field : InputField.ALL) {
            counts[field.ordinal()] = keys.to(field) - keys.from(field);
        }
        return counts;
    }
}
