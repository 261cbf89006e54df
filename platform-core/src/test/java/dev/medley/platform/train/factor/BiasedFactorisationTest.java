package dev.medley.platform.train.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.medley.platform.score.factor.BiasedFactors;
import org.junit.jupiter.api.Test;

class BiasedFactorisationTest {
    private static BiasedFactors fit(Loss loss, int rank, RatingMatrix rows) {
        return new BiasedFactorisation(new BiasedFactorisation.Settings(loss, rank, 60, 0.03, 0.01, 0.03, 5)).fit(rows);
    }

    @Test
    void vectorsFindTastesThatBiasesCannot() {
        GeneratedRatings ratings = new GeneratedRatings(1, 200, 80, 2, 0.4);
        double alone = GeneratedRatings.error(fit(Loss.SQUARED, 0, ratings.learnt), ratings.held);
        double together = GeneratedRatings.error(fit(Loss.SQUARED, 4, ratings.learnt), ratings.held);
        assertThat(together).isLessThan(0.6 * alone);
    }

    @Test
    void logitsTellSidesBetterThanBiasesDo() {
        GeneratedRatings ratings = new GeneratedRatings(2, 200, 80, 2, 0.4);
        RatingMatrix learnt = GeneratedRatings.liked(ratings.learnt);
        RatingMatrix held = GeneratedRatings.liked(ratings.held);
        double alone = GeneratedRatings.rightSides(fit(Loss.LOGISTIC, 0, learnt), held);
        double together = GeneratedRatings.rightSides(fit(Loss.LOGISTIC, 4, learnt), held);
        assertThat(together).isGreaterThan(alone + 0.1);
    }

    @Test
    void theSameSeedGivesTheSameBitsAndArraysMakeItAgain() {
        GeneratedRatings ratings = new GeneratedRatings(3, 50, 30, 2, 0.4);
        BiasedFactors factors = fit(Loss.SQUARED, 3, ratings.learnt);
        BiasedFactors again = fit(Loss.SQUARED, 3, ratings.learnt);
        assertThat(again.itemVectors()).isEqualTo(factors.itemVectors());
        BiasedFactors restored = new BiasedFactors(
                factors.mean(),
                factors.userBias(),
                factors.itemBias(),
                factors.userVectors(),
                factors.itemVectors(),
                factors.rank());
        for (int item = 0; item < 30; item++) {
            assertThat(restored.score(7, item)).isEqualTo(factors.score(7, item));
        }
    }

    @Test
    void whoHasNoRowGetsTheMeanAndTheItemsBias() {
        RatingMatrix rows = new RatingMatrix(new int[] {0, 0}, new int[] {0, 1}, new float[] {5, 1}, 2, 3);
        BiasedFactors factors = fit(Loss.SQUARED, 0, rows);
        assertThat(factors.score(1, 2)).isEqualTo(3);
        assertThat(factors.score(1, 0)).isGreaterThan(3.5f);
    }

    @Test
    void ratingsAreNoAnswersOfALogisticLoss() {
        RatingMatrix rows = new RatingMatrix(new int[1], new int[1], new float[] {5}, 1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(Loss.LOGISTIC, 2, rows))
                .withMessage("targets[0] is 5.0, for the logistic loss it must be from 0 to 1");
    }
}
