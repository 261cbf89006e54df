package dev.medley.platform.train.torch;

import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.input.ItemInput;
import dev.medley.platform.score.input.RequestRows;
import dev.medley.platform.train.example.Examples;
import java.util.Arrays;

/** Scores examples as serving would, a call each. */
final class ServedRows {
    private ServedRows() {}

    static float[][] probabilities(Scorer scorer, Examples examples) {
        float[][] all = new float[examples.tasks()][examples.count()];
        float[][] one = new float[examples.tasks()][1];
        for (int row = 0; row < examples.count(); row++) {
            scorer.score(rows(examples, row, row + 1), one);
            for (int task = 0; task < one.length; task++) {
                all[task][row] = one[task][0];
            }
        }
        return all;
    }

    /** Rows of one request as a call. */
    static RequestRows rows(Examples examples, int from, int to) {
        ItemInput[] items = new ItemInput[to - from];
        for (int row = from; row < to; row++) {
            items[row - from] = examples.items().get(examples.item()[row]);
        }
        int width = examples.width();
        return new RequestRows(
                examples.requests().get(examples.request()[from]),
                examples.historyEnd()[from],
                examples.time()[from],
                items,
                Arrays.copyOfRange(examples.domain(), from, to),
                Arrays.copyOfRange(examples.statistics(), from * width, to * width),
                width);
    }
}
