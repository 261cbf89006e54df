package dev.medley.platform.score;

import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.score.input.ItemInput;
import dev.medley.platform.score.input.RequestInput;
import dev.medley.platform.score.input.RequestRows;
import java.util.Arrays;

/**
 * What a model scored, as it saw it: for the record of impressions.
 *
 * @param batchRows for each packed row the row of the batch
 * @param inputs the packed rows
 * @param historyRead so many of the history's newest interactions the scorer reads at most
 */
public record ScoredRows(int[] batchRows, RequestRows inputs, int historyRead) {
    /** The packed row of that row of the batch, or -1 if it was not packed. */
    public int packedRow(int batchRow) {
        for (int i = 0; i < batchRows.length; i++) {
            if (batchRows[i] == batchRow) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The inputs of some rows alone, with no more of the history than is read: they score to the same bits.
     *
     * @param packedRows which, in the order that is wanted
     */
    public RequestRows only(int[] packedRows) {
        int width = inputs.width();
        ItemInput[] items = new ItemInput[packedRows.length];
        int[] domains = new int[packedRows.length];
        float[] statistics = new float[packedRows.length * width];
        for (int i = 0; i < packedRows.length; i++) {
            items[i] = inputs.items()[packedRows[i]];
            domains[i] = inputs.domains()[packedRows[i]];
            System.arraycopy(inputs.statistics(), packedRows[i] * width, statistics, i * width, width);
        }
        HistoryInput history = inputs.request().history();
        int end = inputs.historyEnd();
        int from = Math.max(0, end - historyRead);
        HistoryInput read = from == 0 && end == history.count()
                ? history
                : new HistoryInput(
                        Arrays.copyOfRange(history.items(), from, end),
                        Arrays.copyOfRange(history.categories(), from, end),
                        Arrays.copyOfRange(history.surfaces(), from, end),
                        Arrays.copyOfRange(history.actions(), from, end),
                        Arrays.copyOfRange(history.times(), from, end));
        return new RequestRows(
                new RequestInput(inputs.request().keys(), read),
                end - from,
                inputs.time(),
                items,
                domains,
                statistics,
                width);
    }
}
