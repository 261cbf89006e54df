package dev.medley.platform.train.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.score.factor.LinearFactors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ItemToItemTest {
    private static final int USERS = 40;
    private static final int ITEMS = 25;
    private static final double SHRINKAGE = 3;
    private static final int NEAREST = 4;

    private final long seed = Long.getLong("medley.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void theNearestAreThoseOfAllPairs() {
        List<Set<Integer>> takers = new ArrayList<>();
        for (int item = 0; item < ITEMS; item++) {
            takers.add(new HashSet<>());
        }
        List<int[]> rows = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            for (int item = 0; item < ITEMS - 1; item++) {
                if (random.nextInt(4) == 0) {
                    rows.add(new int[] {user, item});
                    takers.get(item).add(user);
                }
            }
        }
        LinearFactors learnt = new ItemToItem(SHRINKAGE, NEAREST).fit(matrix(rows));
        for (int item = 0; item < ITEMS; item++) {
            int from = item;
            List<Integer> others = new ArrayList<>();
            for (int other = 0; other < ITEMS; other++) {
                if (other != item && similarity(takers, item, other) > 0) {
                    others.add(other);
                }
            }
            others.sort(Comparator.comparing((Integer other) -> -similarity(takers, from, other))
                    .thenComparing(Comparator.naturalOrder()));
            List<Integer> near = others.subList(0, Math.min(NEAREST, others.size()));
            for (int other = 0; other < ITEMS; other++) {
                float expected = near.contains(other) ? similarity(takers, item, other) : 0;
                assertThat(learnt.score(new int[] {item}, new float[] {1}, other))
                        .as("seed %s, from %s to %s", seed, item, other)
                        .isEqualTo(expected);
            }
        }
        assertThat(learnt.itemCount()).isEqualTo(ITEMS);
    }

    @Test
    void aHistoryAddsUp() {
        LinearFactors learnt = new ItemToItem(0, 10)
                .fit(matrix(List.of(new int[] {0, 0}, new int[] {0, 1}, new int[] {1, 1}, new int[] {1, 2})));
        float[] all = learnt.scores(new int[] {0, 2}, new float[] {2, 1});
        float cosine = (float) (1 / Math.sqrt(2));
        assertThat(all[1]).isEqualTo(2 * cosine + cosine);
        assertThat(all[0]).isZero();
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ItemToItem(-1, 5))
                .withMessageContaining("shrinkage");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ItemToItem(1, 0))
                .withMessageContaining("nearest is 0");
    }

    private static float similarity(List<Set<Integer>> takers, int left, int right) {
        Set<Integer> both = new HashSet<>(takers.get(left));
        both.retainAll(takers.get(right));
        double product = (double) takers.get(left).size() * takers.get(right).size();
        return (float) (both.size() / (Math.sqrt(product) + SHRINKAGE));
    }

    private static RatingMatrix matrix(List<int[]> rows) {
        int[] users = new int[rows.size()];
        int[] items = new int[rows.size()];
        float[] values = new float[rows.size()];
        for (int i = 0; i < users.length; i++) {
            users[i] = rows.get(i)[0];
            items[i] = rows.get(i)[1];
            values[i] = 1 + i % 5;
        }
        return new RatingMatrix(users, items, values, USERS, ITEMS);
    }

    @Test
    void anOwnShareIsWhatTheScoreFallsByWithoutTheRow() {
        List<int[]> rows = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            for (int item = 0; item < ITEMS; item++) {
                if (random.nextInt(4) == 0) {
                    rows.add(new int[] {user, item});
                }
            }
        }
        RatingMatrix matrix = matrix(rows);
        LinearFit fit = new ItemToItem(SHRINKAGE, ITEMS).fitWithOwnShares(matrix);
        for (int row = 0; row < rows.size(); row++) {
            List<int[]> others = new ArrayList<>(rows);
            others.remove(row);
            int[] history = matrix.itemsOf(matrix.user(row));
            float[] ones = new float[history.length];
            Arrays.fill(ones, 1);
            float with = fit.factors().score(history, ones, matrix.item(row));
            float without = new ItemToItem(SHRINKAGE, ITEMS).fit(matrix(others)).score(history, ones, matrix.item(row));
            assertThat(with - fit.ownShares()[row]).as("seed %d", seed).isCloseTo(without, within(1e-5f));
        }
    }
}
