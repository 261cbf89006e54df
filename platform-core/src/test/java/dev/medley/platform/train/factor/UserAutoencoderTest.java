package dev.medley.platform.train.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.medley.platform.score.factor.BiasedFactors;
import dev.medley.platform.score.factor.UserAutoencoderFactors;
import org.junit.jupiter.api.Test;

class UserAutoencoderTest {
    private static UserAutoencoderFactors fit(RatingMatrix rows) {
        return new UserAutoencoder(new AutoencoderSettings(Loss.SQUARED, 20, 60, 0.02, 0.05, 0.8, 4)).fit(rows);
    }

    @Test
    void findsTastesThatBiasesCannot() {
        GeneratedRatings ratings = new GeneratedRatings(1, 400, 80, 2, 0.4);
        BiasedFactors biases = new BiasedFactorisation(
                        new BiasedFactorisation.Settings(Loss.SQUARED, 0, 40, 0.03, 0.01, 0, 1))
                .fit(ratings.learnt);
        double alone = GeneratedRatings.error(biases, ratings.held);
        assertThat(GeneratedRatings.error(fit(ratings.learnt), ratings.held)).isLessThan(0.7 * alone);
    }

    @Test
    void aStrangerWithTheSameHistoryHasTheSameScores() {
        GeneratedRatings ratings = new GeneratedRatings(2, 60, 40, 2, 0.4);
        UserAutoencoderFactors factors = fit(ratings.learnt);
        for (int user = 0; user < 60; user++) {
            float[] vector = factors.vectorOf(ratings.learnt.itemsOf(user), ratings.learnt.valuesOf(user));
            for (int item = 0; item < 40; item++) {
                assertThat(factors.score(vector, item)).isEqualTo(factors.score(user, item));
            }
        }
    }

    @Test
    void scoresSomebodyWhoWasNotInTraining() {
        GeneratedRatings ratings = new GeneratedRatings(3, 400, 80, 2, 0.4);
        boolean[] known = new boolean[ratings.learnt.rowCount()];
        for (int row = 0; row < known.length; row++) {
            known[row] = ratings.learnt.user(row) < 350;
        }
        UserAutoencoderFactors factors = fit(ratings.learnt.where(known));
        double strangers = 0;
        double means = 0;
        for (int row = 0; row < ratings.held.rowCount(); row++) {
            int user = ratings.held.user(row);
            if (user < 350) {
                continue;
            }
            float[] values = ratings.learnt.valuesOf(user);
            float mean = 0;
            for (float value : values) {
                mean += value / values.length;
            }
            float value = ratings.held.value(row);
            float score = factors.score(factors.vectorOf(ratings.learnt.itemsOf(user), values), ratings.held.item(row));
            strangers += (score - value) * (score - value);
            means += (mean - value) * (mean - value);
        }
        assertThat(strangers).isLessThan(0.5 * means);
    }

    @Test
    void theSameSeedGivesTheSameBitsAndArraysMakeItAgain() {
        GeneratedRatings ratings = new GeneratedRatings(5, 50, 30, 2, 0.4);
        UserAutoencoderFactors factors = fit(ratings.learnt);
        assertThat(fit(ratings.learnt).historyVectors()).isEqualTo(factors.historyVectors());
        UserAutoencoderFactors restored = new UserAutoencoderFactors(
                factors.center(),
                factors.hiddenBias(),
                factors.historyVectors(),
                factors.itemBias(),
                factors.itemVectors(),
                factors.userVectors());
        float[] vector = factors.vectorOf(new int[] {3, 9}, new float[] {5, 2});
        assertThat(restored.vectorOf(new int[] {3, 9}, new float[] {5, 2})).isEqualTo(vector);
        assertThat(restored.score(vector, 4)).isEqualTo(factors.score(vector, 4));
        assertThat(restored.score(8, 4)).isEqualTo(factors.score(8, 4));
    }

    @Test
    void aHistoryNeedsAValueForEachItem() {
        UserAutoencoderFactors factors = fit(new GeneratedRatings(6, 10, 5, 1, 0.9).learnt);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> factors.vectorOf(new int[] {1, 2}, new float[] {1}))
                .withMessage("values has 1 numbers, it must have one for each of the 2 items");
    }
}
