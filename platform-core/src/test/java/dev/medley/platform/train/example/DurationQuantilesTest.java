package dev.medley.platform.train.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.train.example.DurationQuantiles.View;
import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DurationQuantilesTest {
    private final long seed = Long.getLong("medley.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final List<View> views = views();
    private final DurationQuantiles quantiles = DurationQuantiles.of(views);

    @Test
    void ranksAreUniformWhateverTheDuration() {
        for (int group = 0; group < 4; group++) {
            int[] tenths = new int[10];
            int count = 0;
            for (View view : views) {
                if (view.duration() >= group * 75 && view.duration() < (group + 1) * 75) {
                    tenths[(int) Math.min(9, quantiles.rankOf(view) * 10)]++;
                    count++;
                }
            }
            for (int tenth : tenths) {
                assertThat((double) tenth / count).as("seed %s", seed).isCloseTo(0.1, within(0.04));
            }
        }
    }

    /** To within what floats keep of a rank: the views are between the least and the greatest of their groups. */
    @Test
    void aRankBecomesSecondsAgain() {
        for (View view : views) {
            float rank = quantiles.rankOf(view);
            float again = quantiles.watchedAt(view.duration(), rank);
            assertThat(again)
                    .as("seed %s, %s", seed, view)
                    .isCloseTo(view.watched(), within(0.001f * view.duration() + 0.001f));
        }
        assertThat(quantiles.watchedAt(100, -1)).isEqualTo(quantiles.watchedAt(100, 0));
        assertThat(quantiles.watchedAt(100, 2)).isEqualTo(quantiles.watchedAt(100, 1));
        float last = 0;
        for (int i = 0; i <= 100; i++) {
            float seconds = quantiles.watchedAt(200, i / 100f);
            assertThat(seconds).isGreaterThanOrEqualTo(last);
            last = seconds;
        }
    }

    @Test
    void longItemsGetNoCreditForBeingLong() {
        View ofShort = new View(20, 19);
        View ofLong = new View(290, 60);
        assertThat(quantiles.rankOf(ofShort)).isGreaterThan(0.6f);
        assertThat(quantiles.rankOf(ofLong)).isLessThan(0.3f);
    }

    @Test
    void equalOnesAreInTheMiddle() {
        List<View> same = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            same.add(new View(10, 5));
        }
        DurationQuantiles equal = DurationQuantiles.of(same);
        assertThat(equal.rankOf(new View(10, 5))).isEqualTo(0.5f);
        assertThat(equal.rankOf(new View(10, 4))).isZero();
        assertThat(equal.rankOf(new View(10, 6))).isEqualTo(1);
    }

    @Test
    void itemsWithoutADurationAreAGroupOfShares() {
        Item bare = Item.of(ItemId.of("video", "1"), "");
        assertThat(View.of(bare, 0.4f)).isEqualTo(new View(0, 0.4f));
        Item timed = bare.withAttributes(Attributes.of(Map.of(DurationQuantiles.DURATION, 50)));
        assertThat(View.of(timed, 0.4f)).isEqualTo(new View(50, 20));
        List<View> mixed = new ArrayList<>(views);
        for (int i = 0; i < 2_000; i++) {
            mixed.add(new View(0, i / 2_000f));
        }
        DurationQuantiles both = DurationQuantiles.of(mixed);
        assertThat(both.watchedAt(0, 0.25f)).isCloseTo(0.25f, within(0.02f));
        assertThat(both.watchedAt(290, 0.25f)).isGreaterThan(20);
        assertThat(DurationQuantiles.of(List.of()).watchedAt(5, 0.5f)).isZero();
    }

    /** Shares are uniform, durations 1 to 300 seconds. */
    private List<View> views() {
        List<View> made = new ArrayList<>();
        for (int i = 0; i < 8_000; i++) {
            float duration = 1 + random.nextInt(299);
            made.add(new View(duration, (float) random.nextDouble() * duration));
        }
        return made;
    }
}
