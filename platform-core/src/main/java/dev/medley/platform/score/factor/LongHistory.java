package dev.medley.platform.score.factor;

import java.util.SplittableRandom;

/**
 * A long history in buckets: for each of {@value #GROUPS} hash functions, items that are alike fall into one of
 * {@value #BUCKETS} buckets, and what a user said of a bucket's items is summed up once a request. What they would say
 * of a candidate is read off its buckets, at a cost that does not grow with the history (SDIM, Cao et al., CIKM 2022,
 * arXiv 2205.10249: attention by collisions of signed random projections; here the values that are pooled are outcomes
 * rather than embeddings, so that the sums are the same whoever reads them). One request, one thread.
 */
final class LongHistory {
    /** Hash functions. */
    static final int GROUPS = 24;

    /** Buckets of each: signs of as many projections as make that number. */
    static final int BUCKETS = 16;

    /** How many numbers a candidate gets: mean outcome, and how much there is to go by. */
    static final int WIDTH = 2;

    private static final int BITS = 4;
    private static final float STRENGTH = 2;

    private final byte[] signatures;
    private final float[] sums = new float[GROUPS * BUCKETS];
    private final float[] counts = new float[GROUPS * BUCKETS];

    LongHistory(byte[] signatures) {
        this.signatures = signatures;
    }

    /**
     * The signatures of vectors.
     *
     * @param vectors one after the other, {@code rank} each
     * @return {@value #GROUPS} a vector, each from 0 to {@value #BUCKETS} - 1
     */
    static byte[] signaturesOf(float[] vectors, int rank, long seed) {
        int count = vectors.length / rank;
        float[] centre = new float[rank];
        for (int i = 0; i < vectors.length; i++) {
            centre[i % rank] += vectors[i] / count;
        }
        SplittableRandom random = new SplittableRandom(seed);
        float[] projections = new float[GROUPS * BITS * rank];
        for (int i = 0; i < projections.length; i++) {
            projections[i] = (float) random.nextGaussian();
        }
        byte[] signatures = new byte[count * GROUPS];
        float[] moved = new float[rank];
        for (int vector = 0; vector < count; vector++) {
            for (int i = 0; i < rank; i++) {
                moved[i] = vectors[vector * rank + i] - centre[i];
            }
            for (int group = 0; group < GROUPS; group++) {
                int signature = 0;
                for (int bit = 0; bit < BITS; bit++) {
                    float side = Vectors.dot(moved, 0, projections, (group * BITS + bit) * rank, rank);
                    signature = signature << 1 | (side > 0 ? 1 : 0);
                }
                signatures[vector * GROUPS + group] = (byte) signature;
            }
        }
        return signatures;
    }

    /** Adds what the user said of an item. */
    void add(int item, float outcome) {
        for (int group = 0; group < GROUPS; group++) {
            int bucket = group * BUCKETS + signatures[item * GROUPS + group];
            sums[bucket] += outcome;
            counts[bucket]++;
        }
    }

    /**
     * Writes the {@value #WIDTH} numbers of a candidate.
     *
     * @param own whether the candidate is itself in the history; then it is left out
     * @param outcome what the user said of it
     * @param mean what the user says of items on the whole, the candidate left out
     */
    void write(int item, boolean own, float outcome, float mean, float[] into, int at) {
        float sum = 0;
        float count = 0;
        for (int group = 0; group < GROUPS; group++) {
            int bucket = group * BUCKETS + signatures[item * GROUPS + group];
            float there = counts[bucket] - (own ? 1 : 0);
            float said = sums[bucket] - (own ? outcome : 0);
            sum += (said - there * mean) / (there + STRENGTH);
            count += there;
        }
        into[at] = sum / GROUPS;
        into[at + 1] = (float) StrictMath.log1p(Math.max(0, count / GROUPS));
    }
}
