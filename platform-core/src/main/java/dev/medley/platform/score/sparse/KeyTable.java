package dev.medley.platform.score.sparse;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;

/** From keys to their numbers, without collisions: the place of the key among all, ascending. Immutable; any thread. */
public final class KeyTable {
    /** Not among the keys. */
    public static final int NONE = -1;

    private final long[] keys;
    private final Long2IntOpenHashMap places;

    /**
     * A table.
     *
     * @param keys ascending
     * @throws IllegalArgumentException if they are not
     */
    public KeyTable(long[] keys) {
        this.keys = keys.clone();
        places = new Long2IntOpenHashMap(keys.length, 0.5F);
        places.defaultReturnValue(NONE);
        for (int i = 0; i < keys.length; i++) {
            if (i > 0 && keys[i] <= keys[i - 1]) {
                throw new IllegalArgumentException("keys: they are not ascending at " + i);
            }
            places.put(keys[i], i);
        }
    }

    /** The number of the key, or {@link #NONE}. */
    public int placeOf(long key) {
        return places.get(key);
    }

    /** How many keys there are. */
    public int count() {
        return keys.length;
    }

    /** The keys, ascending; a copy. */
    public long[] keys() {
        return keys.clone();
    }
}
