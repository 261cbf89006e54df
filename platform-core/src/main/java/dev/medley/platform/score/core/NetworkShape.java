package dev.medley.platform.score.core;

import java.util.Arrays;

/**
 * The sizes of a network. Immutable; the array is not to be changed.
 *
 * @param embedding numbers of an embedding and of a token; a multiple of 8
 * @param factors numbers of a key's factors in the dot product of user and item; 0 for none
 * @param hidden width of each task's hidden layer
 * @param shortEvents at most so many of the newest interactions are attended to
 * @param width how many statistics a row has
 * @param domains how many domains are known
 * @param funnelParents for each task the number of the task that comes before it, or -1
 */
public record NetworkShape(
        int embedding, int factors, int hidden, int shortEvents, int width, int domains, int[] funnelParents) {
    /** @throws IllegalArgumentException if a size is not allowed, or a funnel has no beginning */
    public NetworkShape {
        if (embedding < 8 || embedding % 8 != 0) {
            throw new IllegalArgumentException("embedding: " + embedding + " is not allowed; multiples of 8 are");
        }
        if (factors < 0 || hidden < 1 || shortEvents < 0 || width < 0 || domains < 1 || funnelParents.length == 0) {
            throw new IllegalArgumentException("sizes: factors " + factors + " (0 or more), hidden " + hidden
                    + " (1 or more), shortEvents " + shortEvents + " (0 or more), width " + width
                    + " (0 or more), domains " + domains + " (1 or more), tasks " + funnelParents.length
                    + " (1 or more) are not allowed together");
        }
        for (int task = 0; task < funnelParents.length; task++) {
            int steps = 0;
            for (int at = task; at >= 0; at = funnelParents[at]) {
                if (at >= funnelParents.length || ++steps > funnelParents.length) {
                    throw new IllegalArgumentException("funnelParents: " + Arrays.toString(funnelParents)
                            + " do not lead to a task without parent");
                }
            }
        }
    }

    /** How many tasks there are. */
    public int tasks() {
        return funnelParents.length;
    }

    /** How many columns a network sees of a row's statistics (see {@link StatisticEncoding}). */
    public int columns() {
        return width * StatisticEncoding.COLUMNS;
    }

    /** Numbers of a key in the second table: its factors, and its bias for each task; 0 if there are no factors. */
    public int wide() {
        return factors == 0 ? 0 : factors + tasks();
    }
}
