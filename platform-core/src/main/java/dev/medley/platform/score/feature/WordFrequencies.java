package dev.medley.platform.score.feature;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Arrays;

/** In how many titles a word stands: rare words say more about what is meant. Immutable once counted; any thread. */
public final class WordFrequencies {
    private final Long2IntOpenHashMap titlesByWord = new Long2IntOpenHashMap();
    private long titles;
    private long words;

    /** Of no titles. */
    public WordFrequencies() {}

    /** As it was written down. */
    public WordFrequencies(long[] keys, int[] counts, long titles, long words) {
        if (keys.length != counts.length) {
            throw new IllegalArgumentException("counts: " + counts.length + " given for " + keys.length + " words");
        }
        for (int i = 0; i < keys.length; i++) {
            titlesByWord.put(keys[i], counts[i]);
        }
        this.titles = titles;
        this.words = words;
    }

    /** Counts a title. */
    public void add(ItemFacets item) {
        titles++;
        long last = 0;
        boolean first = true;
        for (long word : item.titleWordHashes()) {
            if (first || word != last) {
                titlesByWord.addTo(word, 1);
            }
            first = false;
            last = word;
            words++;
        }
    }

    /** The inverse document frequency of BM25, above 0: {@code log(1 + (n - df + 0.5) / (df + 0.5))}. */
    public float inverse(long word) {
        int found = titlesByWord.get(word);
        return (float) StrictMath.log1p((titles - found + 0.5) / (found + 0.5));
    }

    /** Words a title, at least 1. */
    float meanTitleWords() {
        return titles == 0 ? 1 : Math.max(1, (float) words / titles);
    }

    /** How many titles were counted. */
    public long titles() {
        return titles;
    }

    /** How many words they have. */
    public long words() {
        return words;
    }

    /** The words, ascending. */
    public long[] keys() {
        long[] keys = titlesByWord.keySet().toLongArray();
        Arrays.sort(keys);
        return keys;
    }

    /** In how many titles each of {@link #keys} stands. */
    public int[] counts() {
        long[] keys = keys();
        int[] counts = new int[keys.length];
        Arrays.setAll(counts, i -> titlesByWord.get(keys[i]));
        return counts;
    }
}
