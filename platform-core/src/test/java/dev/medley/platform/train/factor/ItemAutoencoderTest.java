package dev.medley.platform.train.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.medley.platform.score.factor.BiasedFactors;
import dev.medley.platform.score.factor.ItemAutoencoderFactors;
import org.junit.jupiter.api.Test;

class ItemAutoencoderTest {
    private static ItemAutoencoderFactors fit(Loss loss, long seed, RatingMatrix rows) {
        return new ItemAutoencoder(new AutoencoderSettings(loss, 20, 60, 0.02, 0.05, 0.8, seed)).fit(rows);
    }

    @Test
    void findsTastesThatBiasesCannot() {
        GeneratedRatings ratings = new GeneratedRatings(1, 80, 400, 2, 0.4);
        BiasedFactors biases = new BiasedFactorisation(
                        new BiasedFactorisation.Settings(Loss.SQUARED, 0, 40, 0.03, 0.01, 0, 1))
                .fit(ratings.learnt);
        double alone = GeneratedRatings.error(biases, ratings.held);
        double together = GeneratedRatings.error(fit(Loss.SQUARED, 1, ratings.learnt), ratings.held);
        assertThat(together).isLessThan(0.7 * alone);
    }

    @Test
    void logitsTellTheSides() {
        GeneratedRatings ratings = new GeneratedRatings(2, 80, 400, 2, 0.4);
        ItemAutoencoderFactors factors = fit(Loss.LOGISTIC, 1, GeneratedRatings.liked(ratings.learnt));
        assertThat(GeneratedRatings.rightSides(factors, GeneratedRatings.liked(ratings.held)))
                .isGreaterThan(0.75);
    }

    @Test
    void ratingsTellMoreThanTheSidesThatAreAskedFor() {
        GeneratedRatings ratings = new GeneratedRatings(6, 80, 400, 2, 0.4);
        RatingMatrix sides = GeneratedRatings.liked(ratings.learnt);
        float[] asked = new float[sides.rowCount()];
        for (int row = 0; row < asked.length; row++) {
            asked[row] = sides.value(row);
        }
        RatingMatrix held = GeneratedRatings.liked(ratings.held);
        double fromSides = GeneratedRatings.rightSides(fit(Loss.LOGISTIC, 1, sides), held);
        double fromRatings =
                GeneratedRatings.rightSides(fit(Loss.LOGISTIC, 1, ratings.learnt.withTargets(asked)), held);
        assertThat(fromRatings).isGreaterThan(fromSides);
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherDoesNot() {
        GeneratedRatings ratings = new GeneratedRatings(3, 40, 60, 2, 0.4);
        ItemAutoencoderFactors factors = fit(Loss.SQUARED, 1, ratings.learnt);
        assertThat(fit(Loss.SQUARED, 1, ratings.learnt).itemVectors()).isEqualTo(factors.itemVectors());
        assertThat(fit(Loss.SQUARED, 2, ratings.learnt).itemVectors()).isNotEqualTo(factors.itemVectors());
    }

    @Test
    void arraysMakeItAgain() {
        GeneratedRatings ratings = new GeneratedRatings(4, 30, 20, 2, 0.4);
        ItemAutoencoderFactors factors = fit(Loss.SQUARED, 1, ratings.learnt);
        ItemAutoencoderFactors restored = new ItemAutoencoderFactors(
                factors.userBias(), factors.userVectors(), factors.itemVectors(), factors.hidden());
        for (int user = 0; user < 30; user++) {
            assertThat(restored.score(user, 11)).isEqualTo(factors.score(user, 11));
        }
    }

    @Test
    void whatHasNoValuesHasAScore() {
        RatingMatrix rows = new RatingMatrix(new int[] {0, 0}, new int[] {0, 1}, new float[] {5, 1}, 2, 3);
        ItemAutoencoderFactors factors = fit(Loss.SQUARED, 1, rows);
        assertThat(factors.score(0, 2)).isFinite();
        assertThat(factors.score(1, 0)).isFinite();
    }

    @Test
    void arraysThatDoNotFitAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ItemAutoencoderFactors(new float[2], new float[5], new float[3], 3))
                .withMessage("userVectors has 5 numbers, it must have 6");
    }
}
