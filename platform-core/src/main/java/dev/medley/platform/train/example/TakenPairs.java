package dev.medley.platform.train.example;

import dev.medley.spi.id.SurfaceId;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Map;

/**
 * What users took, as columns: for collaborative models, which know nothing but who took what.
 *
 * @param userKeys for each user the key of the field USER, 0 for one that stands for a query
 * @param itemKeys for each item the key of the field ITEM
 * @param surfaces for each item the number of its surface
 * @param surfaceNumbers the surfaces' numbers
 * @param user for each pair the user's number
 * @param item for each pair the item's number
 * @param label for each pair what is predicted: 0 to 1 where the surface's first task has observed noes, else 1
 * @param value for each pair the strongest value that was given, such as a rating
 * @param fold for each pair its fold, or {@link #NOT_COUNTED}
 * @param actions for each pair the key of the action that gave the value
 * @param surfaceKeys for each surface its key
 * @param explicit for each surface whether its first task has observed noes
 */
public record TakenPairs(
        long[] userKeys,
        long[] itemKeys,
        int[] surfaces,
        Map<SurfaceId, Integer> surfaceNumbers,
        int[] user,
        int[] item,
        float[] label,
        float[] value,
        int[] fold,
        LongArrayList actions,
        long[] surfaceKeys,
        boolean[] explicit) {
    /** In place of a fold: only what serves learns from the pair. */
    public static final int NOT_COUNTED = -1;

    /** How many pairs there are. */
    public int count() {
        return user.length;
    }
}
