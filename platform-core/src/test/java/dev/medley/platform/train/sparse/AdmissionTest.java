package dev.medley.platform.train.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.platform.score.sparse.KeyBag;
import dev.medley.platform.score.sparse.KeyTable;
import dev.medley.platform.train.example.Examples;
import dev.medley.platform.train.task.GeneratedTasks;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final Examples examples = new GeneratedTasks(1).draw(256, 2, (u, i, d, s) -> 0);

    /** Key k stands in every row up to row k. */
    private static void fill(Examples examples, int row, KeyBag bag) {
        bag.clear();
        for (int key = row; key < 64; key++) {
            bag.add(1_000 + key, 1);
        }
    }

    @Test
    void rareKeysAreLeftOut() {
        KeyTable table = Admission.admit(examples, AdmissionTest::fill, 10, 1_000);
        assertThat(table.count()).isEqualTo(64 - 9);
        assertThat(table.placeOf(1_000 + 8)).isEqualTo(KeyTable.NONE);
        assertThat(table.placeOf(1_000 + 9)).isZero();
        assertThat(table.placeOf(1_000 + 63)).isEqualTo(54);
    }

    @Test
    void theBoundIsKeptByAskingForMoreRows() {
        KeyTable table = Admission.admit(examples, AdmissionTest::fill, 10, 30);
        // Twenty rows leave 45 keys, forty 25.
        assertThat(table.count()).isEqualTo(25);
        assertThat(table.placeOf(1_000 + 39)).isZero();
    }
}
