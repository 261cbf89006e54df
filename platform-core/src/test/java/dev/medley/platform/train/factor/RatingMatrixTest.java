package dev.medley.platform.train.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RatingMatrixTest {
    private final RatingMatrix matrix =
            new RatingMatrix(new int[] {2, 0, 2, 2}, new int[] {1, 1, 0, 1}, new float[] {5, 3, 4, 1}, 4, 3);

    @Test
    void listsKeepTheOrderInWhichRowsWereTold() {
        assertThat(matrix.itemsOf(2)).containsExactly(1, 0, 1);
        assertThat(matrix.valuesOf(2)).containsExactly(5, 4, 1);
        assertThat(matrix.itemsOf(3)).isEmpty();
        assertThat(matrix.byItem().partner()).containsExactly(2, 2, 0, 2);
        assertThat(matrix.byItem().value()).containsExactly(4, 5, 3, 1);
        assertThat(matrix.byItem().start()).containsExactly(0, 1, 4, 4);
        assertThat(matrix.mean()).isEqualTo(3.25f);
    }

    @Test
    void rowsLeftOutAreGoneFromAllThreeReadings() {
        RatingMatrix kept = matrix.where(new boolean[] {true, false, false, true});
        assertThat(kept.rowCount()).isEqualTo(2);
        assertThat(kept.userCount()).isEqualTo(4);
        assertThat(kept.itemCount()).isEqualTo(3);
        assertThat(kept.valuesOf(2)).containsExactly(5, 1);
        assertThat(kept.itemsOf(0)).isEmpty();
        assertThat(kept.byItem().start()).containsExactly(0, 0, 2, 2);
    }

    @Test
    void whatIsAskedForGoesWithItsRow() {
        RatingMatrix asked = matrix.withTargets(new float[] {1, 0, 1, 0});
        assertThat(asked.value(0)).isEqualTo(5);
        assertThat(asked.targetMean()).isEqualTo(0.5f);
        assertThat(asked.byItem().target()).containsExactly(1, 1, 0, 0);
        RatingMatrix kept = asked.where(new boolean[] {false, false, true, true});
        assertThat(kept.byUser().target()).containsExactly(1, 0);
        assertThat(kept.target(0)).isEqualTo(1);
        assertThat(matrix.target(0)).isEqualTo(5);
    }

    @Test
    void laterChangesToTheArraysChangeNothing() {
        int[] users = {0};
        RatingMatrix one = new RatingMatrix(users, new int[] {0}, new float[] {1}, 2, 1);
        users[0] = 1;
        assertThat(one.user(0)).isZero();
    }

    @Test
    void refusalsNameTheRow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RatingMatrix(new int[] {0, 7}, new int[2], new float[2], 7, 1))
                .withMessage("users[1] is 7, it must be from 0 to 6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RatingMatrix(new int[1], new int[1], new float[] {Float.NaN}, 1, 1))
                .withMessage("values[0] is NaN, it must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RatingMatrix(new int[1], new int[2], new float[1], 1, 1))
                .withMessageContaining("one length");
    }
}
