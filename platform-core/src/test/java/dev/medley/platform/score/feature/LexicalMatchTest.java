package dev.medley.platform.score.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import java.util.List;
import org.junit.jupiter.api.Test;

class LexicalMatchTest {
    private static final List<String> TITLES = List.of("blue lamp blue", "lamp 12 inch", "table", "");

    private final WordFrequencies frequencies = new WordFrequencies();

    LexicalMatchTest() {
        TITLES.forEach(title -> frequencies.add(facets(title)));
    }

    @Test
    void numbersByHand() {
        float[] numbers = numbers("lamp blue", TITLES.getFirst());
        double lamp = Math.log(1 + (4 - 2 + 0.5) / 2.5);
        double blue = Math.log(1 + (4 - 1 + 0.5) / 1.5);
        // Seven words in four titles; this one has three.
        double length = 0.25 + 0.75 * 3 / 1.75;
        double bm25 = lamp * 2.2 / (1 + 1.2 * length) + blue * 2 * 2.2 / (2 + 1.2 * length);
        assertThat(numbers[0]).as("share of the words in the title").isEqualTo(1);
        assertThat(numbers[2]).as("the last word in the title").isEqualTo(1);
        assertThat(numbers[4]).as("weighted share").isCloseTo(1, within(1e-6f));
        assertThat(numbers[5]).as("BM25").isCloseTo((float) bm25, within(1e-5f));
        assertThat(numbers[6]).isCloseTo((float) (bm25 / (lamp + blue)), within(1e-5f));
        // lam amp mpb pbl blu lue; bluelampblue has blu lue uel ela lam amp mpb pbl.
        assertThat(numbers[7]).as("share of the grams").isEqualTo(1);
        assertThat(numbers[8]).as("cosine of the grams").isCloseTo((float) (6 / Math.sqrt(6 * 8)), within(1e-6f));
        assertThat(numbers[9]).as("share of the pairs").isEqualTo(1);
        assertThat(numbers[10]).isCloseTo((float) Math.log(3), within(1e-6f));
        assertThat(numbers[11]).isCloseTo((float) Math.log(4), within(1e-6f));
        assertThat(numbers[12]).as("the rarest that is missing").isZero();
        assertThat(numbers[13]).as("the rarest that is found").isCloseTo((float) blue, within(1e-6f));
        assertThat(numbers[14]).as("of no numbers all are found").isEqualTo(1);
        assertThat(numbers[15]).isCloseTo(2 / 3f, within(1e-6f));
        assertThat(numbers[16]).as("the first word in the title").isEqualTo(1);
        assertThat(numbers[17]).as("the last word last").isEqualTo(1);
    }

    @Test
    void partsThatAreMissing() {
        float[] numbers = numbers("green lamp 14", TITLES.get(1));
        double lamp = Math.log(1 + (4 - 2 + 0.5) / 2.5);
        double unknown = Math.log(1 + 4.5 / 0.5);
        assertThat(numbers[0]).isCloseTo(1 / 3f, within(1e-6f));
        assertThat(numbers[2]).isZero();
        assertThat(numbers[4]).isCloseTo((float) (lamp / (lamp + 2 * unknown)), within(1e-6f));
        assertThat(numbers[9]).isZero();
        assertThat(numbers[12]).isCloseTo((float) unknown, within(1e-6f));
        assertThat(numbers[13]).isCloseTo((float) lamp, within(1e-6f));
        assertThat(numbers[14]).as("the number is not the title's").isZero();
        assertThat(numbers[16]).isZero();
        assertThat(numbers[17]).isZero();
        assertThat(numbers("12 inch lamp", TITLES.get(1))[14]).isEqualTo(1);
        assertThat(numbers("lamps 12 inch", TITLES.get(1))[9]).isEqualTo(1);
    }

    @Test
    void withoutWordsAllIsZeroOrFinite() {
        for (String query : List.of("", "?!", "lamp")) {
            for (String title : List.of("", "...", "lamp")) {
                float[] numbers = numbers(query, title);
                for (float number : numbers) {
                    assertThat(number).isFinite();
                }
                if (!query.equals("lamp") || !title.equals("lamp")) {
                    assertThat(numbers[5]).isZero();
                    assertThat(numbers[0]).isZero();
                }
            }
        }
        float[] numbers = new float[LexicalMatch.WIDTH];
        new LexicalMatch("lamp", new WordFrequencies()).write(facets("lamp"), numbers, 0);
        for (float number : numbers) {
            assertThat(number).isFinite();
        }
    }

    @Test
    void frequenciesAreReadAsTheyWereWritten() {
        assertThat(frequencies.titles()).isEqualTo(4);
        assertThat(frequencies.words()).isEqualTo(7);
        WordFrequencies again = new WordFrequencies(
                frequencies.keys(), frequencies.counts(), frequencies.titles(), frequencies.words());
        assertThat(again.keys()).isSorted().isEqualTo(frequencies.keys()).hasSize(5);
        assertThat(again.counts()).isEqualTo(frequencies.counts());
        for (long word : frequencies.keys()) {
            assertThat(again.inverse(word)).isEqualTo(frequencies.inverse(word)).isPositive();
        }
        assertThat(again.meanTitleWords()).isEqualTo(1.75f);
        assertThat(new WordFrequencies().meanTitleWords()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WordFrequencies(new long[2], new int[1], 1, 1))
                .withMessage("counts: 1 given for 2 words");
    }

    @Test
    void gramsAndPairsAreSetsOfTheWordsAsTheyAreCompared() {
        assertThat(Words.gramsOf("Deck-Over"))
                .isEqualTo(Words.gramsOf("deckover"))
                .hasSize(6)
                .isSorted();
        assertThat(Words.gramsOf("aaaaa")).hasSize(1);
        assertThat(Words.gramsOf("ab")).isEmpty();
        assertThat(Words.pairsOf("Blue Lamps"))
                .isEqualTo(Words.pairsOf("blue, lamp!"))
                .hasSize(1);
        assertThat(Words.pairsOf("blue lamp")).isNotEqualTo(Words.pairsOf("lamp blue"));
        assertThat(Words.pairsOf("a b a b a b")).hasSize(2).isSorted();
        assertThat(Words.pairsOf("lamp")).isEmpty();
        assertThat(Words.of("4x8 Panels", 10))
                .isEqualTo(Words.of("4 x 8 panel", 10))
                .hasSize(4);
        assertThat(Words.numbersIn("4x8 Panels", 10)).containsExactly(true, false, true, false);
        assertThat(Words.numbersIn("4x8 Panels", 2)).containsExactly(true, false);
        assertThat(Words.of("one two three", 2)).hasSize(2);
        assertThat(Words.squeezed("12\" Böard!")).isEqualTo("12böard");
    }

    private float[] numbers(String query, String title) {
        float[] numbers = new float[LexicalMatch.WIDTH + 2];
        numbers[0] = 9;
        numbers[numbers.length - 1] = 9;
        LexicalMatch match = new LexicalMatch(query, frequencies);
        match.write(facets(title), numbers, 1);
        assertThat(match.bm25(facets(title))).as("BM25 alone").isEqualTo(numbers[1 + 5]);
        assertThat(numbers[0]).isEqualTo(9);
        assertThat(numbers[numbers.length - 1]).isEqualTo(9);
        return java.util.Arrays.copyOfRange(numbers, 1, numbers.length - 1);
    }

    private static ItemFacets facets(String title) {
        return ItemFacets.of(Item.of(ItemId.of("search", "1"), title));
    }
}
