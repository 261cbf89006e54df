package dev.medley.platform.train.example;

import dev.medley.platform.score.input.ItemInput;
import dev.medley.platform.score.input.RequestInput;
import java.util.List;

/**
 * Rows to learn from or to judge on, as columns: row {@code r} is the item {@code item[r]} for the request {@code
 * request[r]}. Not to be changed once made; any thread may read.
 *
 * @param requests what depends on the request alone; in undated sets one a user, in search one a query
 * @param items what depends on the item alone
 * @param request for each row the number of its request
 * @param item for each row the number of its item
 * @param domain for each row the number of its domain, 0 to {@code domains - 1}
 * @param historyEnd for each row, so many of its request's history, the oldest, come before it. Where the row's own
 *     interaction is among them (a random split has no before), it must be passed over: see {@code passedOver}
 * @param time for each row, seconds since the epoch; 0 if it is not known
 * @param statistics row after row, {@link #width} numbers each, as others made them: never with the row's own label
 * @param width how many statistics a row has
 * @param labels {@code labels[task][row]}: 0 to 1, NaN where nothing is known
 * @param rateLog for each row: the logarithm of how often the item is drawn as a no for its user, over how often it is
 *     assumed to have been seen and left; also on rows that were observed, for the model must not know which were. 0 where
 *     nothing is drawn. A task's logit in training is the model's plus {@code -rateLog} where the task's noes are drawn
 * @param group for each row the user or query that it belongs to, for figures a group
 * @param domains how many domains there are
 * @param drawnTasks for each task, whether its noes are drawn rather than observed
 * @param passedOver for each row the number of the item of which its request's history is taken to hold nothing: the
 *     row's own, and of a drawn no the one that it stands beside, so that both are of one moment
 */
public record Examples(
        List<RequestInput> requests,
        List<ItemInput> items,
        int[] request,
        int[] item,
        int[] domain,
        int[] historyEnd,
        long[] time,
        float[] statistics,
        int width,
        float[][] labels,
        float[] rateLog,
        int[] group,
        int domains,
        boolean[] drawnTasks,
        int[] passedOver) {
    /** How many rows there are. */
    public int count() {
        return item.length;
    }

    /** How many tasks there are. */
    public int tasks() {
        return labels.length;
    }
}
