package dev.medley.platform.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTableTest {
    private static final JudgedRows VIDEO =
            JudgedRows.of(new float[] {0.9f, 0.2f, 0.3f}, new float[] {1, 0, Float.NaN}, null, new int[] {4, 4, 4});
    private static final JudgedRows SEARCH =
            JudgedRows.of(new float[] {0.1f, 0.6f}, new float[] {1, 0.5f}, new float[] {2, 1}, new int[] {4, 4});

    @Test
    void scenariosComeByNameThenWhatIsPooled() {
        FigureTable table = FigureTable.ofProbabilities();
        table.add("video", "like", VIDEO);
        table.add("video", "click", VIDEO);
        table.add("search", "click", SEARCH);
        List<TaskResult> results = table.results();
        assertThat(results)
                .extracting(result -> result.scenario() + " " + result.task())
                .containsExactly("search click", "video click", "video like", "all click");
        assertThat(results).extracting(TaskResult::rows).containsExactly(2L, 2L, 2L, 4L);
        assertThat(results).extracting(TaskResult::positives).containsExactly(1.5, 1.0, 1.0, 2.5);
        // The pooled rows keep their weights, and user 4 of search is not user 4 of video.
        JudgedRows pooled = JudgedRows.of(
                new float[] {0.1f, 0.6f, 0.9f, 0.2f}, new float[] {1, 0.5f, 1, 0}, new float[] {2, 1, 1, 1}, new int[] {
                    0, 0, 1, 1
                });
        assertThat(results.getLast()).isEqualTo(TaskResult.of("all", "click", pooled));
        assertThat(results.getLast().figures()).hasSize(Figure.values().length);
    }

    @Test
    void aBaselineHasNoFigureOfProbabilities() {
        FigureTable table = FigureTable.ofOrder();
        table.add("video", "like", VIDEO.withScores(new float[] {-5, 12}));
        EvaluationResult result = table.result("popularity", "test", true, new Cost(0, 0, 1));
        TaskResult task = result.find("video", "like");
        assertThat(task.figures().keySet())
                .containsExactly(Figure.AUC, Figure.GAUC, Figure.GAUC_COVERAGE, Figure.NDCG_10);
        assertThat(task.figure(Figure.AUC)).isEqualTo(0);
        assertThat(task.figure(Figure.LOGLOSS)).isNull();
        assertThat(task.reliability()).isEmpty();
        assertThat(result.find("video", "click")).isNull();
    }

    @Test
    void whatIsNotAllowedIsNamed() {
        FigureTable table = FigureTable.ofProbabilities();
        table.add("video", "like", VIDEO);
        assertThatThrownBy(() -> table.add("video", "like", VIDEO)).hasMessageContaining("a second time");
        assertThatThrownBy(() -> table.add("all", "like", VIDEO)).hasMessageContaining("scenario: all");
        assertThatThrownBy(() -> table.add("video", "click", VIDEO.withScores(new float[] {0, 2})))
                .hasMessageContaining("scores[1]: 2.0");
    }

    @Test
    void figuresKnowWhatIsBetter() {
        assertThat(Figure.AUC.isBetter(0.8, 0.7)).isTrue();
        assertThat(Figure.LOGLOSS.isBetter(0.8, 0.7)).isFalse();
        assertThat(Figure.PREDICTED_OVER_OBSERVED.isBetter(1.5, 0.5)).isTrue();
        assertThat(Figure.PREDICTED_OVER_OBSERVED.isBetter(0.5, 1.9)).isFalse();
        assertThat(Figure.GAUC_COVERAGE.isBetter(1, 0)).isFalse();
    }
}
