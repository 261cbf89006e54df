package dev.medley.platform.score.core;

import dev.medley.platform.score.embedding.FrozenEmbeddings;
import dev.medley.platform.score.input.FieldKeys;
import java.util.Arrays;

/** Keys to one vector a field: the mean of those that have a vector, zeros if none has. */
final class FieldPool {
    private FieldPool() {}

    /**
     * Pools the keys of some fields.
     *
     * @param first ordinal of the first field
     * @param pooled receives {@code vectors.width()} numbers for each field
     */
    static void each(FieldKeys keys, FrozenEmbeddings vectors, int first, int fields, float[] pooled) {
        int width = vectors.width();
        Arrays.fill(pooled, 0, fields * width, 0);
        int at = 0;
        for (int field = 0; field < fields; field++) {
            at = pool(keys, at, vectors, first + field, pooled, field * width);
        }
    }

    /** Adds up what {@link #each} pools: {@code vectors.width()} numbers. */
    static void sum(FieldKeys keys, FrozenEmbeddings vectors, int first, int fields, float[] sum) {
        float[] pooled = new float[fields * vectors.width()];
        each(keys, vectors, first, fields, pooled);
        Arrays.fill(sum, 0);
        for (int field = 0; field < fields; field++) {
            Dense.add(pooled, field * sum.length, sum, 0, sum.length);
        }
    }

    /** Pools one field's keys, to be looked for from {@code at} on; the index after them. */
    private static int pool(FieldKeys keys, int at, FrozenEmbeddings vectors, int field, float[] pooled, int to) {
        int index = at;
        while (index < keys.count() && keys.fields()[index] < field) {
            index++;
        }
        int known = 0;
        for (; index < keys.count() && keys.fields()[index] == field; index++) {
            if (vectors.addTo(keys.keys()[index], pooled, to)) {
                known++;
            }
        }
        if (known > 1) {
            float share = 1f / known;
            for (int i = 0; i < vectors.width(); i++) {
                pooled[to + i] *= share;
            }
        }
        return index;
    }
}
