package dev.medley.platform.rerank;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each rule by itself, then together. Rows are numbered from 0, and better the lower, unless a test says otherwise. */
class GreedySlateTest {
    private static final int NONE = PlacementRule.NO_GROUP;

    @Test
    void withoutRulesTheGreatestGainGoesFirstAndTiesGoByRow() {
        GreedySlate slate = slate(5, 4);
        while (!slate.isComplete()) {
            slate.placeNext(new float[] {1, 3, 2, 3, Float.NEGATIVE_INFINITY});
        }
        assertThat(rows(slate)).containsExactly(1, 3, 2, 0);
    }

    @Test
    void minusInfinityGoesLastNotOut() {
        GreedySlate slate = slate(2, 2);
        lay(slate, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY);
        assertThat(rows(slate)).containsExactly(0, 1);
    }

    @Test
    void zeroAndMinusZeroAreEqual() {
        GreedySlate slate = slate(2, 2);
        lay(slate, -0f, 0f);
        assertThat(rows(slate)).containsExactly(0, 1);
    }

    @Test
    void maxInSlateCountsRowsOfAGroupAndIgnoresRowsOfNone() {
        int[] groups = {0, 0, 0, 1, NONE, NONE};
        GreedySlate slate = slate(6, 5, new PlacementRule.MaxInSlate(groups, 2, 1));
        lay(slate);
        assertThat(rows(slate)).containsExactly(0, 3, 4, 5, 1);
        assertThat(slate.rulesInForce(3)).isEqualTo(1);
        assertThat(slate.rulesInForce(4)).as("relaxed").isZero();
    }

    @Test
    void maxInWindowLooksAtTheLastPlacesOnly() {
        int[] groups = {0, 0, 0, 0, 1, 1};
        GreedySlate slate = slate(6, 6, new PlacementRule.MaxInWindow(groups, 2, 2, 3));
        lay(slate);
        assertThat(rows(slate)).containsExactly(0, 1, 4, 2, 3, 5);
    }

    @Test
    void minGapKeepsRowsOfAGroupApart() {
        int[] groups = {0, 0, 1, 1, 2};
        GreedySlate slate = slate(5, 5, new PlacementRule.MinGap(groups, 3, 2));
        lay(slate);
        assertThat(rows(slate)).containsExactly(0, 2, 4, 1, 3);
        GreedySlate wide = slate(2, 2, new PlacementRule.MinGap(new int[] {0, 0}, 1, Integer.MAX_VALUE));
        lay(wide);
        assertThat(wide.rulesInForce(1)).as("relaxed").isZero();
    }

    @Test
    void minExposureHoldsForEveryPrefixAsLongAsMembersAreLeft() {
        boolean[] own = {true, true, true, true, true, true};
        boolean[] member = {false, false, false, true, false, true};
        GreedySlate slate = slate(6, 6, new PlacementRule.MinExposure(own, member, 2, 1 / 3.0));
        lay(slate);
        assertThat(rows(slate)).containsExactly(0, 1, 3, 2, 4, 5);
    }

    @Test
    void aPinnedRowStandsAtItsPlaceAndNotBefore() {
        boolean[] own = {true, true, true, true};
        lay(slate(4, 4, new PlacementRule.Pinned(own, 3, 1)), new int[] {0, 3, 1, 2});
        lay(slate(4, 4, new PlacementRule.Pinned(own, 0, 2)), new int[] {1, 2, 0, 3});
        lay(slate(4, 4, new PlacementRule.Pinned(own, -1, 2)), new int[] {0, 1, 2, 3});
    }

    @Test
    void theLastRuleGivesWayFirst() {
        int[] groups = {0, 0, 1};
        boolean[] own = {true, true, true};
        GreedySlate slate =
                slate(3, 3, new PlacementRule.MaxInSlate(groups, 2, 1), new PlacementRule.Pinned(own, 1, 1));
        lay(slate);
        assertThat(rows(slate)).containsExactly(0, 2, 1);
        assertThat(slate.rulesInForce(1)).as("the pin gave way to the cap").isEqualTo(1);
    }

    @Test
    void fewerRowsThanPlacesMakeAShortSlate() {
        GreedySlate slate = slate(2, 5);
        lay(slate);
        assertThat(slate.size()).isEqualTo(2);
        assertThat(slate(0, 5).isComplete()).isTrue();
    }

    private static GreedySlate slate(int rows, int limit, PlacementRule... rules) {
        int[] all = new int[rows];
        for (int row = 0; row < rows; row++) {
            all[row] = row;
        }
        return new GreedySlate(all, rules, limit);
    }

    private static void lay(GreedySlate slate, float... gains) {
        float[] used = gains;
        if (gains.length == 0) {
            used = new float[slate.remainingCount()];
            for (int row = 0; row < used.length; row++) {
                used[row] = -row;
            }
        }
        while (!slate.isComplete()) {
            slate.placeNext(used);
        }
    }

    private static void lay(GreedySlate slate, int[] expected) {
        lay(slate);
        assertThat(rows(slate)).containsExactly(expected);
    }

    private static int[] rows(GreedySlate slate) {
        return slate.placedRows();
    }
}
