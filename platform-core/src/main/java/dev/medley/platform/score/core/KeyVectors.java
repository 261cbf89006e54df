package dev.medley.platform.score.core;

/** Vectors by 64-bit key, for reading; a key may have none. Immutable; the arrays are not to be changed. */
public final class KeyVectors {
    private final long[] keys;
    private final float[] vectors;
    private final int width;
    private final int[] slots;
    private final int mask;

    /**
     * Vectors in the order of their keys.
     *
     * @param keys distinct, none 0
     * @param vectors {@code width} numbers for each key
     */
    public KeyVectors(long[] keys, float[] vectors, int width) {
        if (vectors.length != keys.length * width) {
            throw new IllegalArgumentException(
                    "vectors: " + vectors.length + " numbers for " + keys.length + " keys of width " + width);
        }
        this.keys = keys;
        this.vectors = vectors;
        this.width = width;
        int capacity = Integer.highestOneBit(Math.max(2, keys.length * 2 - 1)) << 1;
        slots = new int[capacity];
        mask = capacity - 1;
        for (int row = 0; row < keys.length; row++) {
            int slot = slot(keys[row]);
            if (slots[slot] != 0) {
                throw new IllegalArgumentException("keys: " + keys[row] + " stands there twice");
            }
            slots[slot] = row + 1;
        }
    }

    /** The keys in their order. */
    public long[] keys() {
        return keys;
    }

    /** The vectors in the order of the keys. */
    public float[] vectors() {
        return vectors;
    }

    /** Numbers of a vector. */
    public int width() {
        return width;
    }

    /** The row of a key, or -1. */
    public int row(long key) {
        return slots[slot(key)] - 1;
    }

    /** Adds a key's vector; false, and nothing is added, if it has none. */
    boolean addTo(long key, float[] sum, int at) {
        int row = row(key);
        if (row < 0) {
            return false;
        }
        Dense.add(vectors, row * width, sum, at, width);
        return true;
    }

    private int slot(long key) {
        // The keys are hashes already.
        int slot = (int) (key ^ key >>> 32) & mask;
        while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
