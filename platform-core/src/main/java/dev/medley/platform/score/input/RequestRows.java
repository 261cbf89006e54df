package dev.medley.platform.score.input;

/**
 * What a scorer is given: one request and the items to score for it. Not to be changed while it is read.
 *
 * @param request what depends on the request alone
 * @param historyEnd so many of the history's interactions, the oldest, come before the request
 * @param time the request's time in seconds since the epoch; 0 if it is not known
 * @param items the items, a row each
 * @param domains for each row the number of its domain, among those that the model knows
 * @param statistics row after row, {@code width} numbers each
 * @param width how many statistics a row has
 */
public record RequestRows(
        RequestInput request,
        int historyEnd,
        long time,
        ItemInput[] items,
        int[] domains,
        float[] statistics,
        int width) {
    /** @throws IllegalArgumentException if the lengths do not go together */
    public RequestRows {
        if (domains.length != items.length || statistics.length != items.length * width) {
            throw new IllegalArgumentException("rows: " + items.length + " items, " + domains.length + " domains, "
                    + statistics.length + " statistics of width " + width);
        }
        if (historyEnd < 0 || historyEnd > request.history().count()) {
            throw new IllegalArgumentException("historyEnd: " + historyEnd + " is not allowed; 0 to "
                    + request.history().count() + " is");
        }
    }

    /** How many rows there are. */
    public int count() {
        return items.length;
    }
}
