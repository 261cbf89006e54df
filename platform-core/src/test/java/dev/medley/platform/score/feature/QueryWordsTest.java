package dev.medley.platform.score.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import org.junit.jupiter.api.Test;

class QueryWordsTest {
    private static final ItemFacets PANEL =
            ItemFacets.of(Item.of(ItemId.of("search", "1"), "Overlapping Wainscot Interior Paneling Kit, 8 ft. Boards")
                    .withAuthor("House of Fara")
                    .withText("Made of wood."));

    @Test
    void titleWordsMatchWithoutCaseAndPlural() {
        QueryWords query = new QueryWords("WAINSCOT board");
        assertThat(query.titleMatch(PANEL)).isEqualTo(1);
        assertThat(query.headMatch(PANEL)).isEqualTo(1);
        assertThat(query.anyMatch(PANEL)).isEqualTo(1);
    }

    @Test
    void lettersAndDigitsArePartedAndBeginningsCountAnywhere() {
        QueryWords query = new QueryWords("4x8wood panels");
        // 4, x, 8, wood, panel: the title has the 8 as a word; anywhere are 8, wood (text) and pane- (paneling).
        assertThat(query.titleMatch(PANEL)).isEqualTo(1 / 5f);
        assertThat(query.anyMatch(PANEL)).isEqualTo(3 / 5f);
        assertThat(query.headMatch(PANEL)).isZero();
    }

    @Test
    void wordsRunTogetherAreFound() {
        assertThat(new QueryWords("interiorpaneling kits of").runTogetherMatch(PANEL))
                .isEqualTo(1);
        assertThat(new QueryWords("deckboards kit").runTogetherMatch(PANEL)).isEqualTo(0.5f);
        assertThat(new QueryWords("8 ft").runTogetherMatch(PANEL)).isZero();
    }

    @Test
    void authorCounts() {
        assertThat(new QueryWords("fara").anyMatch(PANEL)).isEqualTo(1);
        assertThat(new QueryWords("fara").titleMatch(PANEL)).isZero();
    }

    @Test
    void queryWithoutWordsMatchesNothing() {
        QueryWords query = new QueryWords("?! ...");
        assertThat(query.titleMatch(PANEL)).isZero();
        assertThat(query.anyMatch(PANEL)).isZero();
        assertThat(query.headMatch(PANEL)).isZero();
    }
}
