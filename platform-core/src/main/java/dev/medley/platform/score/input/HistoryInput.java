package dev.medley.platform.score.input;

/**
 * What a user did over all surfaces, oldest first, as columns of one length. Immutable; the arrays are not to be changed.
 *
 * @param items key of each item (field {@link InputField#ITEM})
 * @param categories key of its first category (field {@link InputField#CATEGORY}), 0 without one
 * @param surfaces key of its surface
 * @param actions key of what was done: the type, and the level of the value where it says something
 * @param times seconds since the epoch; 0 where the time is not known
 */
public record HistoryInput(long[] items, long[] categories, long[] surfaces, long[] actions, long[] times) {
    /** So many of a user's newest interactions are read at most. */
    public static final int MAX_EVENTS = 10_000;

    /** So many of the newest make the short-term history. */
    public static final int SHORT_EVENTS = 100;

    /** Nothing done yet. */
    public static final HistoryInput NONE =
            new HistoryInput(new long[0], new long[0], new long[0], new long[0], new long[0]);

    /** @throws IllegalArgumentException if the lengths differ */
    public HistoryInput {
        int count = items.length;
        if (categories.length != count
                || surfaces.length != count
                || actions.length != count
                || times.length != count) {
            throw new IllegalArgumentException("a history's columns differ in length: items " + count + ", categories "
                    + categories.length + ", surfaces " + surfaces.length + ", actions " + actions.length + ", times "
                    + times.length);
        }
    }

    /** How many interactions there are. */
    public int count() {
        return items.length;
    }
}
