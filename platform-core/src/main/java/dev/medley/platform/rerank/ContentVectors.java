package dev.medley.platform.rerank;

import dev.medley.spi.entity.Item;

/**
 * What items are about, as vectors of {@value #DIMENSION} numbers whose products say how alike two items are: author,
 * categories and, where an item has one, its content vector, each part of the same length. All are hashed into the same
 * dimensions with signs, which keeps products in the mean (K. Weinberger et al., Feature Hashing for Large Scale Multitask
 * Learning, ICML 2009, section 3), so that items of different surfaces, and content vectors of different sizes, compare.
 */
final class ContentVectors {
    static final int DIMENSION = 64;

    /** A name is spread over so many dimensions: two names that meet in one are hardly alike for that. */
    private static final int SPREAD = 4;

    private static final int AUTHOR = 1;
    private static final int CATEGORY = 2;
    private static final int CONTENT = 3;

    /** Where each number of a content vector goes, and with which sign. */
    private static final long[] CONTENT_BITS = new long[Item.MAX_DIMENSIONS];

    static {
        for (int dimension = 0; dimension < CONTENT_BITS.length; dimension++) {
            CONTENT_BITS[dimension] = mix(dimension * 31L + CONTENT);
        }
    }

    private ContentVectors() {}

    /**
     * Adds what is known of each row.
     *
     * @param vectors row-major, of zeros
     */
    static void add(PageRows rows, float[] vectors) {
        for (int index = 0; index < rows.size(); index++) {
            add(rows.item(index), vectors, index * DIMENSION);
        }
    }

    private static void add(Item item, float[] vectors, int at) {
        item.author().ifPresent(author -> name(AUTHOR, author, 1, vectors, at));
        int categories = item.categories().size();
        for (int i = 0; i < categories; i++) {
            name(CATEGORY, item.categories().get(i), 1 / Math.sqrt(categories), vectors, at);
        }
        content(item.vector(), vectors, at);
    }

    private static void name(int kind, String name, double length, float[] vectors, int at) {
        long hash = mix(name.hashCode() * 31L + kind);
        float part = (float) (length / Math.sqrt(SPREAD));
        for (int i = 0; i < SPREAD; i++) {
            put(hash >>> 12 * i, part, vectors, at);
        }
    }

    private static void content(float[] content, float[] vectors, int at) {
        double square = 0;
        for (float number : content) {
            square += (double) number * number;
        }
        if (!(square > 0)) {
            return;
        }
        float scale = (float) (1 / Math.sqrt(square));
        for (int dimension = 0; dimension < content.length; dimension++) {
            put(CONTENT_BITS[dimension], content[dimension] * scale, vectors, at);
        }
    }

    private static void put(long bits, float part, float[] vectors, int at) {
        vectors[at + (int) (bits & DIMENSION - 1)] += (bits & DIMENSION) == 0 ? part : -part;
    }

    /** The mixing of SplittableRandom (G. Steele, D. Lea, C. Flood, OOPSLA 2014, figure 16). */
    private static long mix(long value) {
        long z = (value + 0x9E3779B97F4A7C15L ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
