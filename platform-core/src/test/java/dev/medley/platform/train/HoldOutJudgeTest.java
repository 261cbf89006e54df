package dev.medley.platform.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HoldOutJudgeTest {
    @Test
    void aucCountsPairsAndHalvesTies() {
        // Yes: 0.9, 0.4; no: 0.1, 0.4. Pairs: above, above, above, tied.
        assertThat(HoldOutJudge.auc(new float[] {0.9f, 0.1f, 0.4f, 0.4f}, new boolean[] {true, false, true, false}))
                .isEqualTo(3.5 / 4);
        assertThat(HoldOutJudge.auc(new float[] {0, 0, 0}, new boolean[] {true, false, false}))
                .isEqualTo(0.5);
    }

    @Test
    void withoutBothAnswersThereIsNone() {
        assertThat(HoldOutJudge.auc(new float[] {1, 2}, new boolean[] {true, true}))
                .isNull();
        assertThat(HoldOutJudge.auc(new float[0], new boolean[0])).isNull();
    }
}
