package dev.medley.platform.rerank.slate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.rerank.slate.Relaxation.Cause;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Each rule by itself, then together. Rows are better the lower their number. */
class SlateRulesTest {
    private static final int NONE = SlateProblem.NO_GROUP;

    private final SlateProblem problem = new SlateProblem();
    private final SlateWorkspace workspace = new SlateWorkspace();

    @Test
    void withoutRulesTheGreatestValueGoesFirstAndTiesGoByRow() {
        problem.reset(5, 4);
        float[] values = {1, 3, 2, 3, Float.NEGATIVE_INFINITY};
        System.arraycopy(values, 0, problem.values(), 0, 5);
        assertThat(lay()).containsExactly(1, 3, 2, 0);
        problem.reset(2, 2);
        problem.values()[0] = -0f;
        assertThat(lay()).as("zero and minus zero").containsExactly(0, 1);
    }

    @Test
    void aCapCountsRowsOfAGroupAndIgnoresRowsOfNone() {
        rows(6, 5, 0, 0, 0, 1, NONE, NONE);
        problem.rule(new SlateRule.MaxCount("cap", Priority.product(0), 0, SlateRule.EACH_GROUP, 1));
        assertThat(lay()).as("raised by no more than it must be").containsExactly(0, 1, 3, 4, 5);
        assertThat(workspace.relaxations()).containsExactly(new Relaxation("cap", 4, 1, 2, Cause.TOO_FEW_ROWS));
    }

    @Test
    void aFloorIsLeftToTheLastPlacesAndAShareIsNot() {
        rows(8, 4, 0, 0, 0, 0, 0, 1, 1, 1);
        problem.rule(new SlateRule.MinCount("floor", Priority.product(0), 0, 1, 2));
        assertThat(lay()).containsExactly(0, 1, 5, 6);
        assertThat(workspace.explain(2).movedBy()).contains("floor");
        assertThat(workspace.explain(1).movedBy()).isEmpty();
        rows(8, 6, 0, 0, 0, 0, 0, 1, 1, 1);
        problem.rule(new SlateRule.MinShare("share", Priority.product(0), 0, 1, 1 / 3.0));
        assertThat(lay()).containsExactly(0, 1, 5, 2, 3, 6);
        assertThat(workspace.hasRelaxations()).isFalse();
    }

    @Test
    void aCapThatMustBeLeftOpenForANestedFloorIsKeptOpen() {
        // Group 0 of the outer attribute may have two rows; the nested floor needs one of them, from row 5.
        rows(6, 4, 0, 0, 0, 1, 1, 0);
        int inner = problem.attribute(new int[] {NONE, NONE, NONE, NONE, NONE, 0}, 1);
        problem.rule(new SlateRule.MaxCount("cap", Priority.product(0), 0, 0, 2));
        problem.rule(new SlateRule.MinCount("floor", Priority.product(1), inner, 0, 1));
        assertThat(lay()).containsExactly(0, 3, 4, 5);
        assertThat(workspace.hasRelaxations()).isFalse();
        assertThat(workspace.explain(1).movedBy()).contains("floor");
    }

    @Test
    void aWindowLooksAtTheLastPlacesOnlyAndAGapKeepsRowsApart() {
        rows(6, 6, 0, 0, 0, 0, 1, 1);
        problem.rule(new SlateRule.MaxInWindow("window", Priority.product(0), 0, SlateRule.EACH_GROUP, 2, 3));
        assertThat(lay()).containsExactly(0, 1, 4, 2, 3, 5);
        rows(5, 5, 0, 0, 1, 1, 2);
        problem.rule(new SlateRule.MinGap("gap", Priority.product(0), 0, SlateRule.EACH_GROUP, 2));
        assertThat(lay()).containsExactly(0, 2, 4, 1, 3);
        rows(2, 2, 0, 0);
        problem.rule(new SlateRule.MinGap("wide", Priority.product(0), 0, SlateRule.EACH_GROUP, Integer.MAX_VALUE));
        assertThat(lay()).containsExactly(0, 1);
        assertThat(workspace.relaxations()).containsExactly(new Relaxation("wide", 1, 1, 2, Cause.TOO_FEW_ROWS));
    }

    @Test
    void aPinnedRowStandsAtItsPlaceAndNotBefore() {
        rows(4, 4, NONE, NONE, NONE, NONE);
        problem.rule(new SlateRule.Pin("pin", Priority.product(0), 3, 1));
        assertThat(lay()).containsExactly(0, 3, 1, 2);
        assertThat(workspace.explain(1).movedBy()).contains("pin");
        rows(4, 4, NONE, NONE, NONE, NONE);
        problem.rule(new SlateRule.Pin("pin", Priority.product(0), 0, 2));
        assertThat(lay()).containsExactly(1, 2, 0, 3);
        assertThat(workspace.explain(0).movedBy()).contains("pin");
    }

    @Test
    void aPinCountsInCapsFloorsAndWindowsBeforeItIsReached() {
        rows(6, 3, 0, 1, 0, 1, 0, 1);
        problem.rule(new SlateRule.Pin("pin", Priority.product(0), 4, 2));
        problem.rule(new SlateRule.MaxCount("cap", Priority.product(1), 0, 0, 1));
        assertThat(lay()).containsExactly(1, 3, 4);
        rows(6, 3, 0, 1, 0, 1, 0, 1);
        problem.rule(new SlateRule.Pin("pin", Priority.product(0), 4, 1));
        problem.rule(new SlateRule.MinGap("gap", Priority.product(1), 0, 0, 1));
        assertThat(lay()).containsExactly(1, 4, 3);
        assertThat(workspace.hasRelaxations()).isFalse();
    }

    @Test
    void whatCannotBeHeldGoesInTheOrderOfImportance() {
        // Two floors that need more places than there are.
        for (int first = 0; first < 2; first++) {
            rows(8, 4, 0, 0, 0, 0, 1, 1, 1, 1);
            problem.rule(new SlateRule.MinCount("zero", Priority.product(first), 0, 0, 3));
            problem.rule(new SlateRule.MinCount("one", Priority.product(1 - first), 0, 1, 3));
            lay();
            assertThat(workspace.relaxations())
                    .containsExactly(new Relaxation(first == 0 ? "one" : "zero", 3, 3, 1, Cause.MORE_IMPORTANT_RULES));
        }
    }

    @Test
    void aRuleThatHasNothingToDoWithItIsNotLetGo() {
        rows(3, 3, 0, 0, 1);
        problem.rule(new SlateRule.MaxCount("cap", Priority.product(0), 0, 1, 1));
        problem.rule(new SlateRule.MinCount("floor", Priority.product(1), 0, 1, 2));
        problem.rule(new SlateRule.Pin("pin", Priority.product(2), 1, 1));
        assertThat(lay()).containsExactly(0, 1, 2);
        assertThat(workspace.relaxations()).containsExactly(new Relaxation("floor", 2, 2, 1, Cause.TOO_FEW_ROWS));
    }

    @Test
    void aShareIsHeldForTheBeginningsThatCanHoldIt() {
        rows(8, 6, 0, 0, 0, 0, 0, 0, 1, 1);
        problem.rule(new SlateRule.MinShare("share", Priority.product(0), 0, 1, 0.5));
        assertThat(lay()).containsExactly(0, 6, 1, 7, 2, 3);
        assertThat(workspace.relaxations()).containsExactly(new Relaxation("share", 5, 3, 2, Cause.TOO_FEW_ROWS));
    }

    @Test
    void aFirmRuleMakesTheSlateShorter() {
        rows(4, 4, 0, 0, 0, 1);
        problem.rule(new SlateRule.MaxCount("law", new Priority(Priority.Kind.LEGAL, 0), 0, 0, 1));
        problem.rule(new SlateRule.Pin("pin", Priority.product(0), 1, 3));
        assertThat(lay()).containsExactly(0, 3);
        assertThat(workspace.relaxations())
                .containsExactly(
                        new Relaxation("law", 2, 4, 2, Cause.SLATE_SHORTENED),
                        new Relaxation("pin", 3, 1, 0, Cause.PLACE_BEYOND_SLATE));
        rows(4, 4, 0, 0, 0, 1);
        problem.rule(new SlateRule.MinGap("law", new Priority(Priority.Kind.SAFETY, 0), 0, 0, 2));
        assertThat(lay()).containsExactly(0, 3);
    }

    @Test
    void aFirmPinBeatsEveryOtherRuleAndNeverAnEligibility() {
        rows(4, 2, 0, 0, 0, 1);
        problem.rule(new SlateRule.MaxCount("cap", Priority.product(0), 0, 0, 0));
        problem.rule(new SlateRule.Pin("law", new Priority(Priority.Kind.LEGAL, 0), 2, 0));
        assertThat(lay()).containsExactly(2, 3);
        assertThat(workspace.relaxations()).containsExactly(new Relaxation("cap", 1, 0, 1, Cause.TOO_FEW_ROWS));
        problem.drop(2);
        lay();
        assertThat(workspace.placeOf(2)).isEqualTo(-1);
        assertThat(workspace.relaxations()).contains(new Relaxation("law", 0, 1, 0, Cause.ROW_NOT_ELIGIBLE));
    }

    @Test
    void twoPinsForOnePlaceAreDecidedByImportanceAndTwoFirmOnesAreAMistake() {
        rows(4, 4, NONE, NONE, NONE, NONE);
        problem.rule(new SlateRule.Pin("less", Priority.product(1), 3, 0));
        problem.rule(new SlateRule.Pin("more", Priority.product(0), 2, 0));
        assertThat(lay()).containsExactly(2, 0, 1, 3);
        assertThat(workspace.relaxations())
                .containsExactly(new Relaxation("less", 0, 1, 0, Cause.MORE_IMPORTANT_RULES));
        Priority firm = new Priority(Priority.Kind.LEGAL, 0);
        problem.rule(new SlateRule.Pin("law", firm, 1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> problem.rule(new SlateRule.Pin("other-law", firm, 0, 0)))
                .withMessageContaining("other-law")
                .withMessageContaining("beside firm rule law");
    }

    @Test
    void nobodyToShowMakesAnEmptySlateThatSaysSo() {
        rows(2, 3, 0, 0);
        problem.drop(0);
        problem.drop(1);
        problem.rule(new SlateRule.MinCount("floor", Priority.product(0), 0, 0, 1));
        problem.rule(new SlateRule.Pin("pin", Priority.product(0), 0, 0));
        assertThat(lay()).isEmpty();
        assertThat(workspace.relaxations())
                .extracting(Relaxation::cause)
                .containsExactly(Cause.TOO_FEW_ROWS, Cause.ROW_NOT_ELIGIBLE);
    }

    @Test
    void aShareWithinAnotherGroupSpeaksOfThatGroupAlone() {
        // Of surface 0's rows every second must be a member, which rows 4 and 5 are; surface 1 is not held up.
        rows(8, 8, 0, 0, 1, 0, 0, 0, 1, 0);
        int members = problem.attribute(new int[] {NONE, NONE, NONE, NONE, 0, 0, NONE, NONE}, 1);
        problem.rule(new SlateRule.MinShareWithin("half", Priority.product(0), members, 0, 0, 0, 0.5));
        assertThat(lay()).containsExactly(0, 2, 4, 1, 5, 3, 6, 7);
        assertThat(workspace.hasRelaxations())
                .as("once there are no members left, others may follow")
                .isFalse();
        assertThat(workspace.explain(1).other().orElseThrow().blockedBy()).contains("half");
        rows(3, 3, 0, 0, 0);
        members = problem.attribute(new int[] {NONE, NONE, 0}, 1);
        problem.rule(new SlateRule.Pin("pin", Priority.product(0), 2, 2));
        problem.rule(new SlateRule.MinShareWithin("all", Priority.product(1), members, 0, 0, 0, 1));
        assertThat(lay()).containsExactly(0, 1, 2);
        assertThat(workspace.relaxations())
                .containsExactly(
                        new Relaxation("all", 0, 1, 0, Cause.MORE_IMPORTANT_RULES),
                        new Relaxation("all", 1, 2, 0, Cause.MORE_IMPORTANT_RULES));
    }

    @Test
    void aCapOfAnAttributeWithoutGroupsHoldsNobodyUp() {
        rows(3, 2, NONE, NONE, NONE);
        problem.rule(new SlateRule.MaxCount("cap", Priority.product(0), 0, SlateRule.EACH_GROUP, 1));
        assertThat(new SlateWorkspace()).satisfies(fresh -> {
            fresh.lay(problem);
            assertThat(fresh.size()).isEqualTo(2);
        });
    }

    @Test
    void aPinThatIsSaidTwiceIsHeldTwice() {
        rows(3, 2, 0, 0, 0);
        problem.rule(new SlateRule.Pin("one", Priority.product(0), 2, 0));
        problem.rule(new SlateRule.Pin("other", Priority.product(1), 2, 0));
        assertThat(lay()).containsExactly(2, 0);
        assertThat(workspace.hasRelaxations()).isFalse();
    }

    @Test
    void aDrawnPlaceTellsItsPropensityAndFollowsTheRules() {
        rows(6, 3, 0, 0, 0, 1, 1, 1);
        problem.rule(new SlateRule.MaxCount("cap", Priority.product(0), 0, SlateRule.EACH_GROUP, 2));
        RandomizedChoice choice = new RandomizedChoice(1, 2);
        int[] first = new int[6];
        double[] expected = new double[6];
        double sum = 0;
        for (int row = 0; row < 6; row++) {
            expected[row] = Math.exp((6 - row) / 2.0);
            sum += expected[row];
        }
        int draws = 20_000;
        for (int seed = 0; seed < draws; seed++) {
            workspace.begin(problem);
            int[] shown = new int[2];
            while (!workspace.isComplete()) {
                workspace.placeNext(new float[6], choice, seed);
                shown[workspace.row(workspace.size() - 1) / 3]++;
            }
            assertThat(Math.max(shown[0], shown[1])).isLessThanOrEqualTo(2);
            first[workspace.row(0)]++;
            assertThat(workspace.propensity(0)).isCloseTo(expected[workspace.row(0)] / sum, within(1e-9));
        }
        for (int row = 0; row < 6; row++) {
            double share = expected[row] / sum;
            assertThat(first[row] / (double) draws).isCloseTo(share, within(5 * Math.sqrt(share / draws)));
        }
    }

    @Test
    void whatMakesNoSenseIsRefusedByName() {
        rows(2, 2, 0, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> problem.rule(new SlateRule.MinGap("gap", Priority.product(0), 1, 0, 1)))
                .withMessage("rule gap: attribute 1 is not allowed; 0 to below 1 is");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SlateRule.MinShare("share", Priority.product(0), 0, 0, Double.NaN))
                .withMessage("rule share: share NaN is not allowed; above 0, at most 1 is");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> problem.attribute(new int[] {0, 2}, 2))
                .withMessageContaining("group 2 of row 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SlateWeights.logDeterminant(Double.NaN, 1))
                .withMessage("slate weights: theta NaN is not allowed; 0 to 1,000 is");
    }

    private void rows(int rows, int places, int... groupOf) {
        problem.reset(rows, places);
        for (int row = 0; row < rows; row++) {
            problem.values()[row] = rows - row;
        }
        problem.attribute(groupOf, Arrays.stream(groupOf).max().orElse(-1) + 1);
    }

    private int[] lay() {
        workspace.lay(problem);
        int[] slate = new int[workspace.size()];
        for (int place = 0; place < slate.length; place++) {
            slate[place] = workspace.row(place);
        }
        return slate;
    }
}
