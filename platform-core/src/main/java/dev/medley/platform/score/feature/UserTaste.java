package dev.medley.platform.score.feature;

import dev.medley.spi.feature.FeatureHash;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;

/**
 * What a user has been choosing on one surface: the newest {@value #WINDOW} positive interactions, by author and by
 * category. Interactions are added oldest first; one thread.
 *
 * <p>Shares are smoothed: {@code count / (interactions + 5)}, so that one interaction does not make a taste.
 */
public final class UserTaste {
    /** So many of the newest interactions count. */
    public static final int WINDOW = 256;

    private static final float SMOOTHING = 5;
    private static final int BLOCKS = WINDOW / Long.SIZE;

    private final ItemFacets[] ring = new ItemFacets[WINDOW];
    private final Long2IntOpenHashMap authors = new Long2IntOpenHashMap();
    /** For each category, a bit for every place of the ring whose item is in it. */
    private final Long2ObjectOpenHashMap<long[]> categories = new Long2ObjectOpenHashMap<>();

    private int added;

    /** Adds a newer interaction. */
    public void add(ItemFacets item) {
        int place = added++ & WINDOW - 1;
        ItemFacets oldest = ring[place];
        if (oldest != null) {
            remove(oldest, place);
        }
        ring[place] = item;
        if (item.author() != FeatureHash.NONE) {
            authors.addTo(item.author(), 1);
        }
        for (long category : item.categories()) {
            categories.computeIfAbsent(category, _ -> new long[BLOCKS])[place >>> 6] |= 1L << place;
        }
    }

    private void remove(ItemFacets item, int place) {
        if (item.author() != FeatureHash.NONE) {
            authors.addTo(item.author(), -1);
        }
        for (long category : item.categories()) {
            categories.get(category)[place >>> 6] &= ~(1L << place);
        }
    }

    /** Interactions that count, 0 to {@value #WINDOW}. */
    public int size() {
        return Math.min(added, WINDOW);
    }

    /** Share of the interactions that were with that author, 0 to 1; 0 for {@link FeatureHash#NONE}. */
    public float authorAffinity(long author) {
        return author == FeatureHash.NONE ? 0 : authors.get(author) / (size() + SMOOTHING);
    }

    /** Share of the interactions that were in at least one of those categories, 0 to 1. */
    public float categoryAffinity(long[] itemCategories) {
        long first = 0;
        long second = 0;
        long third = 0;
        long fourth = 0;
        for (long category : itemCategories) {
            long[] places = categories.get(category);
            if (places != null) {
                first |= places[0];
                second |= places[1];
                third |= places[2];
                fourth |= places[3];
            }
        }
        int count = Long.bitCount(first) + Long.bitCount(second) + Long.bitCount(third) + Long.bitCount(fourth);
        return count / (size() + SMOOTHING);
    }
}
