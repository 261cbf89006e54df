package dev.medley.spi.feature;

/**
 * The one hash of categories to 64 bits. Stable for ever: logs, models and constraints hold its results.
 *
 * <p>FNV-1a over UTF-16 code units, finished by the mixer of MurmurHash3 (fmix64), so that all bits depend on all
 * characters.
 */
public final class FeatureHash {
    /** Stands for "no category"; no text hashes to it. */
    public static final long NONE = 0;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private FeatureHash() {}

    /** The hash of a category; never {@link #NONE}. */
    public static long of(String category) {
        return finish(append(FNV_OFFSET, category));
    }

    /** The hash of a category within a field, such as an item key on its surface: no concatenation is made. */
    public static long of(String field, String category) {
        return finish(append((append(FNV_OFFSET, field) ^ '=') * FNV_PRIME, category));
    }

    /** The hash of a pair of hashes: a cross. Not symmetric. */
    public static long cross(long left, long right) {
        return finish(left * 0x9E3779B97F4A7C15L + Long.rotateLeft(right, 32));
    }

    private static long append(long state, String text) {
        long hash = state;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    private static long finish(long hash) {
        long h = hash;
        h ^= h >>> 33;
        h *= 0xff51afd7ed558ccdL;
        h ^= h >>> 33;
        h *= 0xc4ceb9fe1a85ec53L;
        h ^= h >>> 33;
        return h == NONE ? 1 : h;
    }
}
