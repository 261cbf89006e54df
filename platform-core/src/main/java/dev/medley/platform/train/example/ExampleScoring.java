package dev.medley.platform.train.example;

import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.input.ItemInput;
import dev.medley.platform.score.input.RequestRows;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Scores examples as a request would be scored: rows of one request, history and time together. */
public final class ExampleScoring {
    private static final int MOST_TOGETHER = 1024;

    private ExampleScoring() {}

    /**
     * The raw probabilities.
     *
     * @param threads how many may compute
     * @return for each task one a row
     */
    public static float[][] score(Scorer scorer, Examples examples, int threads) {
        float[][] scores = new float[examples.tasks()][examples.count()];
        int[] starts = starts(examples);
        int parts = Math.max(1, Math.min(threads, starts.length - 1));
        IntStream.range(0, parts).parallel().forEach(part -> {
            int from = (int) ((long) (starts.length - 1) * part / parts);
            int to = (int) ((long) (starts.length - 1) * (part + 1) / parts);
            for (int i = from; i < to; i++) {
                score(scorer, examples, starts[i], starts[i + 1], scores);
            }
        });
        return scores;
    }

    /** Where rows begin that go together, and last where they end. */
    private static int[] starts(Examples examples) {
        int[] starts = new int[examples.count() + 1];
        int count = 0;
        for (int row = 0; row < examples.count(); row++) {
            boolean together = row > 0
                    && row - starts[count - 1] < MOST_TOGETHER
                    && examples.request()[row] == examples.request()[row - 1]
                    && examples.historyEnd()[row] == examples.historyEnd()[row - 1]
                    && examples.time()[row] == examples.time()[row - 1];
            if (!together) {
                starts[count++] = row;
            }
        }
        starts[count++] = examples.count();
        return Arrays.copyOf(starts, count);
    }

    private static void score(Scorer scorer, Examples examples, int from, int to, float[][] scores) {
        int count = to - from;
        ItemInput[] items = new ItemInput[count];
        for (int i = 0; i < count; i++) {
            items[i] = examples.items().get(examples.item()[from + i]);
        }
        int width = examples.width();
        RequestRows rows = new RequestRows(
                examples.requests().get(examples.request()[from]),
                examples.historyEnd()[from],
                examples.time()[from],
                items,
                Arrays.copyOfRange(examples.domain(), from, to),
                Arrays.copyOfRange(examples.statistics(), from * width, to * width),
                width);
        float[][] probabilities = new float[scores.length][count];
        scorer.score(rows, probabilities);
        for (int task = 0; task < scores.length; task++) {
            System.arraycopy(probabilities[task], 0, scores[task], from, count);
        }
    }
}
