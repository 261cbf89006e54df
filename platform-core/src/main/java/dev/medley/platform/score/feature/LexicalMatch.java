package dev.medley.platform.score.feature;

import java.util.Arrays;

/**
 * How well an item's words answer a query, as {@value #WIDTH} numbers. For one query; any thread.
 *
 * <p>BM25 is that of Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), section 3.4, with k1 = 1.2
 * and b = 0.75, over titles.
 */
public final class LexicalMatch {
    /** How many numbers there are. */
    public static final int WIDTH = 18;

    private static final float SATURATION = 1.2f;
    private static final float LENGTH_SHARE = 0.75f;

    private final QueryWords query;
    private final WordFrequencies frequencies;
    private final float[] weights;
    private final float weightSum;
    private final long[] grams;
    private final long[] pairs;

    /** Of a query. */
    public LexicalMatch(String text, WordFrequencies frequencies) {
        query = new QueryWords(text);
        this.frequencies = frequencies;
        weights = new float[query.count()];
        float sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = frequencies.inverse(query.word(i));
            sum += weights[i];
        }
        weightSum = sum;
        grams = Words.gramsOf(text);
        pairs = Words.pairsOf(text);
    }

    /** The query's words. */
    public QueryWords query() {
        return query;
    }

    /** Writes the numbers of that item. */
    public void write(ItemFacets item, float[] into, int at) {
        float weighted = 0;
        float rarestMissing = 0;
        float rarestFound = 0;
        float bm25 = 0;
        int found = 0;
        float length = relativeLength(item);
        for (int i = 0; i < weights.length; i++) {
            int times = item.timesInTitle(query.word(i));
            if (times > 0) {
                found++;
                weighted += weights[i];
                rarestFound = Math.max(rarestFound, weights[i]);
                bm25 += saturated(weights[i], times, length);
            } else {
                rarestMissing = Math.max(rarestMissing, weights[i]);
            }
        }
        long[] titleGrams = item.titleGrams();
        int sharedGrams = shared(grams, titleGrams);
        into[at] = query.titleMatch(item);
        into[at + 1] = query.anyMatch(item);
        into[at + 2] = query.headMatch(item);
        into[at + 3] = query.runTogetherMatch(item);
        into[at + 4] = weightSum == 0 ? 0 : weighted / weightSum;
        into[at + 5] = bm25;
        into[at + 6] = weightSum == 0 ? 0 : bm25 / weightSum;
        into[at + 7] = grams.length == 0 ? 0 : (float) sharedGrams / grams.length;
        into[at + 8] = cosine(sharedGrams, grams.length, titleGrams.length);
        into[at + 9] = pairs.length == 0 ? 0 : (float) shared(pairs, item.titlePairs()) / pairs.length;
        into[at + 10] = (float) StrictMath.log1p(query.count());
        into[at + 11] = (float) StrictMath.log1p(item.titleWords());
        into[at + 12] = rarestMissing;
        into[at + 13] = rarestFound;
        into[at + 14] = query.numberMatch(item);
        into[at + 15] = item.titleWords() == 0 ? 0 : (float) found / item.titleWords();
        into[at + 16] = query.count() > 0 && item.timesInTitle(query.word(0)) > 0 ? 1 : 0;
        into[at + 17] = query.headIsLast(item);
    }

    /** BM25 of that item alone, 0 and above: what {@link #write} has among its numbers. */
    public float bm25(ItemFacets item) {
        float length = relativeLength(item);
        float bm25 = 0;
        for (int i = 0; i < weights.length; i++) {
            bm25 += saturated(weights[i], item.timesInTitle(query.word(i)), length);
        }
        return bm25;
    }

    private float relativeLength(ItemFacets item) {
        return 1 - LENGTH_SHARE + LENGTH_SHARE * item.titleWords() / frequencies.meanTitleWords();
    }

    /** A word's part of BM25; 0 if it stands there no time. */
    private static float saturated(float weight, int times, float length) {
        return weight * times * (SATURATION + 1) / (times + SATURATION * length);
    }

    /** How many of the left ones are among the right ones; both ascending and without repetition. */
    private static int shared(long[] left, long[] right) {
        int count = 0;
        for (long each : left) {
            count += Arrays.binarySearch(right, each) >= 0 ? 1 : 0;
        }
        return count;
    }

    private static float cosine(int both, int left, int right) {
        return left == 0 || right == 0 ? 0 : (float) (both / Math.sqrt((double) left * right));
    }
}
