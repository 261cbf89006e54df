package dev.medley.platform.score.popularity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.score.input.ItemInput;
import dev.medley.platform.score.input.RequestInput;
import dev.medley.platform.score.input.RequestRows;
import dev.medley.platform.score.weights.Tensors;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PopularityScorerTest {
    private static RequestRows rows(float... statistics) {
        ItemInput[] items = new ItemInput[statistics.length / 2];
        Arrays.fill(items, new ItemInput(FieldKeys.NONE));
        RequestInput request = new RequestInput(FieldKeys.NONE, HistoryInput.NONE);
        return new RequestRows(request, 0, 0, items, new int[items.length], statistics, 2);
    }

    @Test
    void sortsByTheColumnAndPutsTheMissingLast() throws IOException {
        PopularityScorer scorer = PopularityScorer.of(new PopularityScorer(1, 2).tensors());
        float[][] answers = new float[2][6];
        scorer.score(rows(9, -3, 8, 0, 7, 0.5F, 6, 1_000, 5, 1_001, 4, Float.NaN), answers);
        assertThat(answers[0][5]).isZero();
        for (int row = 1; row < 5; row++) {
            assertThat(answers[0][row]).isGreaterThan(answers[0][row - 1]).isBetween(0F, 1F);
        }
        assertThat(answers[1]).containsExactly(answers[0]);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> PopularityScorer.of(Tensors.builder().build()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("\"column\"");
        assertThatThrownBy(() -> new PopularityScorer(-1, 1)).hasMessageContaining("column: -1");
        assertThatThrownBy(() -> new PopularityScorer(2, 1).score(rows(1, 2), new float[1][1]))
                .hasMessageContaining("column 2");
    }
}
