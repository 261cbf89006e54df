package dev.medley.platform.evaluate.slate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SlateFiguresOfOneSlateTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final double LOG_3 = Math.log(3) / Math.log(2);

    @Test
    void theGainOfAPlaceFallsWithItsLogarithm() {
        float[] gains = {0, 1, 0, 2};
        assertThat(SlateGain.dcg(new int[] {1, 0, 3}, 3, gains)).isCloseTo(1 + 2 / 2.0, EXACT);
        assertThat(SlateGain.ndcg(new int[] {1, 3}, 2, gains, 2))
                .isCloseTo((1 + 2 / LOG_3) / (2 + 1 / LOG_3), within(1e-9));
        // Four places were to be filled: the ideal is the same, for two rows have no gain.
        assertThat(SlateGain.ndcg(new int[] {3, 1, 0, 2}, 4, gains, 4)).isCloseTo(1, EXACT);
        assertThat(SlateGain.ndcg(new int[] {0, 1}, 1, gains, 2)).isZero();
        assertThat(SlateGain.ndcg(new int[] {0}, 1, new float[4], 1)).isNaN();
        assertThatThrownBy(() -> SlateGain.dcg(new int[1], 2, gains)).hasMessage("count is 2; allowed: 0 to 1");
    }

    /**
     * The worked example of Clarke et al. (SIGIR 2008, sections 2.2, 4.2 and 4.3): documents a to h on question 85 with
     * the nuggets that they answer, alpha one half, the gains 2, 1/2, 1/4, 0, 2, 1/2, 1, 1/4, and the ideal order a, e,
     * g, b, f, c, h.
     */
    @Test
    void alphaGainsAreThoseOfThePapersExample() {
        RowLabels nuggets = RowLabels.of(new int[][] {{1, 3}, {1}, {1}, {}, {0, 5}, {0}, {2}, {0}}, 6);
        int[] ranking = {0, 1, 2, 3, 4, 5, 6, 7};
        assertThat(SlateGain.noveltyGains(ranking, 8, nuggets, 0.5)).containsExactly(2, 0.5, 0.25, 0, 2, 0.5, 1, 0.25);
        double gain = 2
                + 0.5 / LOG_3
                + 0.25 / 2
                + 2 * Places.discount(4)
                + 0.5 * Places.discount(5)
                + Places.discount(6)
                + 0.25 * Places.discount(7);
        int[] ideal = {0, 4, 6, 1, 5, 2, 7, 3};
        assertThat(SlateGain.alphaNdcg(ideal, 8, nuggets, 0.5, 8)).isCloseTo(1, EXACT);
        double idealGain = 2
                + 2 / LOG_3
                + 1 / 2.0
                + 0.5 * Places.discount(3)
                + 0.5 * Places.discount(4)
                + 0.25 * Places.discount(5)
                + 0.25 * Places.discount(6);
        assertThat(SlateGain.alphaNdcg(ranking, 8, nuggets, 0.5, 8)).isCloseTo(gain / idealGain, within(1e-9));
        assertThat(SlateGain.alphaNdcg(new int[] {3}, 1, RowLabels.of(new int[4][0], 2), 0.5, 1))
                .isNaN();
    }

    @Test
    void distanceIsTheMeanOverPairs() {
        float[] vectors = {1, 0, 0, 1, -1, 0, 0.6f, 0.8f};
        assertThat(SlateVariety.intraListDistance(new int[] {0, 1, 2}, 3, vectors, 2))
                .isCloseTo((1 + 2 + 1) / 3.0, EXACT);
        assertThat(SlateVariety.intraListDistance(new int[] {0, 3}, 2, vectors, 2))
                .isCloseTo(0.4, within(1e-6));
        assertThat(SlateVariety.intraListDistance(new int[] {0}, 1, vectors, 2)).isNaN();
        assertThat(SlateVariety.windowedDistance(new int[] {0, 0, 1, 2}, 4, vectors, 2, 2))
                .isCloseTo((0 + 1 + 1) / 3.0, EXACT);
        assertThat(SlateVariety.windowedDistance(new int[] {0, 1, 2}, 3, vectors, 2, 9))
                .isCloseTo(4 / 3.0, EXACT);
    }

    @Test
    void labelsAreCountedInAllAndInWindows() {
        RowLabels labels = RowLabels.of(new int[][] {{0}, {0, 1}, {1}, {2}, {}}, 4);
        int[] slate = {0, 1, 2, 3, 4};
        assertThat(SlateVariety.coverage(slate, 5, labels, 4)).isCloseTo(3 / 4.0, EXACT);
        assertThat(SlateVariety.coverage(slate, 2, labels, 4)).isCloseTo(1, EXACT);
        assertThat(SlateVariety.coverage(slate, 0, labels, 4)).isNaN();
        // {0} and {0, 1}: 2 of 2; {0, 1} and {1}: 2 of 2; {1} and {2}: 2; {2} and nothing: 1.
        assertThat(SlateVariety.windowedCoverage(slate, 5, labels, 4, 2)).isCloseTo(3.5 / 4, EXACT);
        assertThat(SlateVariety.longestRun(slate, 5, labels)).isEqualTo(2);
        assertThat(SlateVariety.longestRun(new int[] {0, 4, 0, 1, 0}, 5, labels))
                .isEqualTo(3);
        assertThat(SlateVariety.mostInWindow(new int[] {0, 4, 0, 1, 0}, 5, labels, 4))
                .isEqualTo(3);
        assertThat(SlateVariety.mostInWindow(new int[] {0, 4, 0, 4, 0}, 5, labels, 2))
                .isEqualTo(1);
        assertThat(labels.share(0, 1)).isTrue();
        assertThat(labels.share(0, 2)).isFalse();
        assertThatThrownBy(() -> RowLabels.of(new int[][] {{1, 1}}, 2)).hasMessageContaining("label 1 of row 0");
        assertThatThrownBy(() -> RowLabels.of(new int[][] {{2}}, 2)).hasMessageContaining("label 2 of row 0");
        assertThatThrownBy(() -> SlateVariety.mostInWindow(slate, 5, labels, 0))
                .hasMessage("window is 0; allowed: 1 or more");
    }

    /** The paper's introduction: 70 romance films and 30 action films watched, and a slate of romance alone. */
    @Test
    void calibrationIsSteckDivergence() {
        double[] watched = {0.7, 0.3};
        assertThat(InterestCalibration.divergence(watched, watched, 0.01)).isZero();
        double onlyRomance = 0.7 * Math.log(0.7 / (0.99 + 0.007)) + 0.3 * Math.log(0.3 / 0.003);
        assertThat(InterestCalibration.divergence(watched, new double[] {1, 0}, 0.01))
                .isCloseTo(onlyRomance, EXACT);
        // Section 3.1: the divergence is more sensitive to what is rare; 2 % missing half costs more than 50 % lacking
        // 1.
        double rare = InterestCalibration.divergence(new double[] {0.02, 0.98}, new double[] {0.01, 0.99}, 0.01);
        double common = InterestCalibration.divergence(new double[] {0.5, 0.5}, new double[] {0.49, 0.51}, 0.01);
        assertThat(rare).isGreaterThan(10 * common);
        assertThat(InterestCalibration.divergence(watched, new double[2], 0.01)).isCloseTo(-Math.log(0.01), EXACT);
        assertThat(InterestCalibration.divergence(new double[2], watched, 0.01)).isNaN();
        RowLabels genres = RowLabels.of(new int[][] {{0}, {0, 1}, {}}, 2);
        assertThat(InterestCalibration.shares(new int[] {0, 1, 2}, 3, genres)).containsExactly(0.75, 0.25);
        assertThatThrownBy(() -> InterestCalibration.divergence(watched, watched, 0))
                .hasMessage("smoothing is 0.0; allowed: above 0 to 1");
    }

    @Test
    void everyBeginningIsHeldToTheShares() {
        int[] group = {0, 0, 1, 1};
        double[] half = {0.5, 0.5};
        assertThat(GroupRepresentation.infeasible(new int[] {0, 2, 1, 3}, 4, group, half))
                .isEqualTo(new GroupRepresentation.Infeasible(0, 0));
        // After two rows group 1 lacks one, after three as well; after four it has only one of two.
        assertThat(GroupRepresentation.infeasible(new int[] {0, 1, 0, 2}, 4, group, half))
                .isEqualTo(new GroupRepresentation.Infeasible(3, 3));
        int[] three = {0, 0, 0, 1, 2};
        double[] third = {1 / 3.0, 1 / 3.0, 1 / 3.0};
        assertThat(GroupRepresentation.infeasible(new int[] {0, 1, 2}, 3, three, third))
                .isEqualTo(new GroupRepresentation.Infeasible(1, 2));
        assertThat(GroupRepresentation.floor(0.3, 10)).isEqualTo(3);
        assertThat(GroupRepresentation.floor(0.1 * 3, 10)).isEqualTo(3);
        assertThat(GroupRepresentation.ceiling(0.1 * 3, 10)).isEqualTo(3);
        assertThat(GroupRepresentation.ceiling(0.31, 10)).isEqualTo(4);
    }

    @Test
    void skewAndDivergenceAreThoseByHand() {
        int[] group = {0, 0, 1, 1};
        double[] shares = {0.5, 0.5};
        assertThat(GroupRepresentation.minSkew(new int[] {0, 2}, 2, group, shares, 2))
                .isZero();
        // None of two, and half a row added: (0 + 0.5) / 3 against 0.5.
        assertThat(GroupRepresentation.minSkew(new int[] {0, 1, 2}, 3, group, shares, 2))
                .isCloseTo(Math.log(1 / 3.0), EXACT);
        assertThat(GroupRepresentation.minSkew(new int[0], 0, group, shares, 2)).isNaN();
        // One row: log 2; two rows of both groups: 0.
        double expected = Math.log(2) / (1 + 1 / LOG_3);
        assertThat(GroupRepresentation.ndkl(new int[] {0, 2}, 2, group, shares)).isCloseTo(expected, EXACT);
        assertThat(GroupRepresentation.ndkl(new int[0], 0, group, shares)).isNaN();
    }
}
