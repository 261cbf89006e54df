package dev.medley.platform.train.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.platform.score.factor.BiasedFactors;
import dev.medley.platform.score.factor.Factors;
import org.junit.jupiter.api.Test;

class OutOfFoldTest {
    private static final int FOLDS = 5;
    private static final long SEED = 11;

    private static final Learner<BiasedFactors> LEARNER =
            new BiasedFactorisation(new BiasedFactorisation.Settings(Loss.LOGISTIC, 4, 20, 0.05, 0.01, 0.03, 3));

    private static final RatingMatrix ROWS = GeneratedRatings.liked(new GeneratedRatings(1, 60, 40, 2, 0.4).learnt);

    @Test
    void foldsAreAboutEqualAndDependOnSeedAndRowAlone() {
        int[] sizes = new int[FOLDS];
        int same = 0;
        for (int row = 0; row < 10_000; row++) {
            sizes[OutOfFold.foldOf(SEED, row, FOLDS)]++;
            same += OutOfFold.foldOf(SEED, row, FOLDS) == OutOfFold.foldOf(SEED + 1, row, FOLDS) ? 1 : 0;
        }
        for (int size : sizes) {
            assertThat(size).isBetween(1800, 2200);
        }
        assertThat(same).isBetween(1800, 2200);
    }

    /** Values of a fold that are turned round move the scores of all other folds, and no score of the fold itself. */
    @Test
    void noScoreHasSeenItsOwnFold() {
        float[] before = OutOfFold.fit(ROWS, LEARNER, FOLDS, SEED, 1).scores();
        for (int fold = 0; fold < FOLDS; fold++) {
            float[] turned = new float[ROWS.rowCount()];
            for (int row = 0; row < turned.length; row++) {
                boolean own = OutOfFold.foldOf(SEED, row, FOLDS) == fold;
                turned[row] = own ? 1 - ROWS.value(row) : ROWS.value(row);
            }
            float[] after = OutOfFold.fit(ROWS.withValues(turned), LEARNER, FOLDS, SEED, 1)
                    .scores();
            for (int row = 0; row < turned.length; row++) {
                if (OutOfFold.foldOf(SEED, row, FOLDS) == fold) {
                    assertThat(after[row]).as("row %d", row).isEqualTo(before[row]);
                } else {
                    assertThat(after[row]).as("row %d", row).isNotEqualTo(before[row]);
                }
            }
        }
    }

    @Test
    void threadsDoNotChangeTheResult() {
        OutOfFold<BiasedFactors> one = OutOfFold.fit(ROWS, LEARNER, FOLDS, SEED, 1);
        OutOfFold<BiasedFactors> three = OutOfFold.fit(ROWS, LEARNER, FOLDS, SEED, 3);
        assertThat(three.scores()).isEqualTo(one.scores());
        assertThat(three.factors().userVectors()).isEqualTo(one.factors().userVectors());
    }

    @Test
    void whatServesHasSeenAllRows() {
        OutOfFold<BiasedFactors> outOfFold = OutOfFold.fit(ROWS, LEARNER, FOLDS, SEED, 2);
        assertThat(outOfFold.factors().itemVectors())
                .isEqualTo(LEARNER.fit(ROWS).itemVectors());
    }

    @Test
    void whatALearnerThrowsComesThrough() {
        Learner<Factors> broken = matrix -> {
            throw new IllegalArgumentException("no");
        };
        assertThatThrownBy(() -> OutOfFold.fit(ROWS, broken, FOLDS, SEED, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");
        assertThatThrownBy(() -> OutOfFold.fit(ROWS, LEARNER, 1, SEED, 2))
                .hasMessage("folds is 1, it must be from 2 to 100");
    }
}
