package dev.medley.platform.train.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import org.junit.jupiter.api.Test;

class NegativeDrawsTest {
    private static final int[] ITEMS = {2, 3, 5, 7, 8, 9};
    private static final int[] POPULARITY = {99, 99, 0, 4, 99, 10, 99, 1, 5, 0};

    private final long seed = Long.getLong("medley.seed", System.nanoTime());
    private final NegativeDraws draws = new NegativeDraws(ITEMS, POPULARITY);

    @Test
    void itemsAreDrawnAsOftenAsTheirRateSays() {
        IntOpenHashSet taken = new IntOpenHashSet(new int[] {5, 9});
        NegativeDraws.ForUser user = draws.new ForUser(taken, taken, seed);
        int count = 200_000;
        int[] drawn = new int[POPULARITY.length];
        for (int i = 0; i < count; i++) {
            drawn[user.draw()]++;
        }
        assertThat(drawn[5] + drawn[9] + drawn[0] + drawn[1] + drawn[4] + drawn[6])
                .isZero();
        for (int item : new int[] {2, 3, 7, 8}) {
            // The rate is over the assumed exposures, which are spread equally over four others.
            double expected = Math.exp(user.rateLog(item)) * NegativeDraws.ASSUMED_EXPOSURES / 4 / NegativeDraws.DRAWS;
            assertThat((double) drawn[item] / count)
                    .as("seed %s, item %s", seed, item)
                    .isCloseTo(expected, within(0.006));
        }
        assertThat(user.rateLog(3))
                .isCloseTo((float) Math.log(4 * (0.5 / 4 + 0.5 * 4 / 10) / (19 / 4.0)), within(1e-5f));
    }

    @Test
    void whatWasTakenHasTheRateAsIfThisUserHadNot() {
        IntOpenHashSet taken = new IntOpenHashSet(new int[] {5, 9});
        NegativeDraws.ForUser counted = draws.new ForUser(taken, new IntOpenHashSet(new int[] {5}), seed);
        // Ten took item 5, one of them this user; nine of the nineteen takers that are left.
        assertThat(counted.rateLog(5))
                .isCloseTo((float) Math.log(4 * (0.5 / 5 + 0.5 * 9 / 19) / (19 / 5.0)), within(1e-5f));
        // Item 9 was taken by nobody whose popularity counts.
        assertThat(counted.rateLog(9)).isCloseTo((float) Math.log(4 * (0.5 / 5) / (19 / 5.0)), within(1e-5f));
    }

    @Test
    void withoutPopularityAllAreDrawnAlike() {
        IntOpenHashSet taken = new IntOpenHashSet(new int[] {3, 5, 7, 8});
        NegativeDraws.ForUser user = draws.new ForUser(taken, taken, seed);
        int first = 0;
        for (int i = 0; i < 10_000; i++) {
            int item = user.draw();
            assertThat(item).isIn(2, 9);
            first += item == 2 ? 1 : 0;
        }
        assertThat(first).as("seed %s", seed).isBetween(4_600, 5_400);
        assertThat(user.rateLog(2)).isCloseTo((float) Math.log(4 / 19.0), within(1e-6f));
    }

    @Test
    void whoTookEverythingGetsNothing() {
        IntOpenHashSet all = new IntOpenHashSet(ITEMS);
        assertThat(draws.new ForUser(all, all, seed).draw()).isEqualTo(-1);
        NegativeDraws.ForUser none =
                new NegativeDraws(new int[0], POPULARITY).new ForUser(new IntOpenHashSet(), new IntOpenHashSet(), seed);
        assertThat(none.draw()).isEqualTo(-1);
    }

    @Test
    void theSameSeedDrawsTheSame() {
        IntOpenHashSet taken = new IntOpenHashSet(new int[] {2});
        NegativeDraws.ForUser one = draws.new ForUser(taken, taken, seed);
        NegativeDraws.ForUser same = draws.new ForUser(taken, taken, seed);
        for (int i = 0; i < 100; i++) {
            assertThat(same.draw()).isEqualTo(one.draw());
        }
    }
}
