package dev.medley.spi.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.UserId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntitiesTest {
    private static final ItemId ITEM = ItemId.of("video", "1");

    @Test
    void anAttributeOfAnotherTypeLooksAbsent() {
        Attributes attributes =
                Attributes.of(Map.of("stock", 3, "mature", true, "brand", "acme", "countries", List.of("US", "JP")));

        assertThat(attributes.number("stock")).hasValue(3.0);
        assertThat(attributes.number("brand")).isEmpty();
        assertThat(attributes.number("brand", -1)).isEqualTo(-1);
        assertThat(attributes.isTrue("mature")).isTrue();
        assertThat(attributes.isTrue("stock")).isFalse();
        assertThat(attributes.flag("brand")).isEmpty();
        assertThat(attributes.text("brand")).contains("acme");
        assertThat(attributes.texts("countries")).containsExactly("US", "JP");
        assertThat(attributes.texts("nothing")).isEmpty();
        assertThat(attributes.asMap().keySet()).containsExactly("brand", "countries", "mature", "stock");
    }

    @Test
    void attributesAreBoundedInKindAndNumber() {
        for (Object refused : List.of(Double.NaN, List.of(1), Map.of(), 'c')) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Attributes.of(Map.of("odd", refused)))
                    .withMessageStartingWith("attributes.odd: ");
        }
        Map<String, Integer> many = new java.util.HashMap<>();
        IntStream.range(0, 65).forEach(i -> many.put("a" + i, i));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attributes.of(many))
                .withMessageContaining("at most 64");
    }

    @Test
    void anItemIsBounded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Item.of(ITEM, "")
                        .withCategories(Collections.nCopies(33, "c").toArray(String[]::new)))
                .withMessageContaining("at most 32");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Item.of(ITEM, "").withVector(new float[1025]))
                .withMessageContaining("at most 1024");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Item.of(ITEM, "").withVector(1, Float.NaN))
                .withMessageContaining("finite");
    }

    @Test
    void itemsAreEqualByContentVectorsIncluded() {
        Item item = Item.of(ITEM, "Toy Story").withVector(1, 2).withCategories("Animation", "Comedy");

        assertThat(item)
                .isEqualTo(Item.of(ITEM, "Toy Story")
                        .withCategories("Animation", "Comedy")
                        .withVector(1, 2));
        assertThat(item).isNotEqualTo(item.withVector(1, 3));
        assertThat(item.category()).contains("Animation");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0-17",
        "17, 0-17",
        "18, 18-24",
        "24, 18-24",
        "25, 25-34",
        "34, 25-34",
        "44, 35-44",
        "54, 45-54",
        "55, 55+"
    })
    void cohortsAreAgeGroups(int age, String group) {
        assertThat(UserProfile.of(age, "US").cohort()).isEqualTo(group + "|?");
        assertThat(UserProfile.of(age, "US").isKnownAdult()).isEqualTo(age >= 18);
    }

    @Test
    void whoseAgeIsUnknownIsNoKnownAdult() {
        assertThat(UserProfile.unknown().isKnownAdult()).isFalse();
        assertThat(UserProfile.unknown().cohort()).isEqualTo("?|?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserProfile.of(151, "US"))
                .withMessageContaining("0 to 150");
    }

    @Test
    void interactionsAreOrderedUndatedFirst() {
        UserId user = new UserId("bo");
        Interaction second = undated(user, 2);
        Interaction first = undated(user, 1);
        Interaction dated = Interaction.of(user, ITEM, InteractionType.CLICK, Instant.EPOCH);
        Interaction later = Interaction.of(user, ITEM, InteractionType.CLICK, Instant.EPOCH.plusSeconds(1));

        assertThat(Stream.of(later, dated, second, first).sorted()).containsExactly(first, second, dated, later);
        assertThatIllegalArgumentException().isThrownBy(() -> undated(user, -1)).withMessageContaining("order: -1");
    }

    private static Interaction undated(UserId user, long order) {
        return new Interaction(user, ITEM, InteractionType.RATE, Optional.empty(), order, 1, Map.of());
    }
}
