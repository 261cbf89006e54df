package dev.medley.platform.score.feature;

import java.util.Arrays;
import java.util.List;

/** A query, ready to be matched against many items. Immutable; any thread. */
public final class QueryWords {
    private static final int LIMIT = 32;

    private final long[] words;
    private final long[] beginnings;
    private final List<String> parts;
    private final boolean[] numbers;

    /** The query's words, at most 32. */
    public QueryWords(String query) {
        words = Words.of(query, LIMIT);
        beginnings = Words.beginningsOf(query, LIMIT);
        parts = Words.parts(query, LIMIT);
        numbers = Words.numbersIn(query, LIMIT);
    }

    /** Share of the words that stand in the title, 0 to 1; 0 for a query without words. */
    public float titleMatch(ItemFacets item) {
        int found = 0;
        for (long word : words) {
            found += item.hasTitleWord(word) ? 1 : 0;
        }
        return share(found);
    }

    /** Share of the words whose beginning stands anywhere in the item, 0 to 1. */
    public float anyMatch(ItemFacets item) {
        int found = 0;
        for (long beginning : beginnings) {
            found += item.hasBeginning(beginning) ? 1 : 0;
        }
        return share(found);
    }

    /**
     * Share of the query's parts of three characters or more that stand in the title if that is written without
     * spaces, 0 to 1: "deckover" is in "Deck Over".
     */
    public float runTogetherMatch(ItemFacets item) {
        int found = 0;
        for (String part : parts) {
            found += item.titleContains(part) ? 1 : 0;
        }
        return parts.isEmpty() ? 0 : (float) found / parts.size();
    }

    /** 1 if the last word stands in the title, else 0. */
    public float headMatch(ItemFacets item) {
        return words.length > 0 && item.hasTitleWord(words[words.length - 1]) ? 1 : 0;
    }

    /** 1 if the last word is also the title's last, else 0. */
    float headIsLast(ItemFacets item) {
        return words.length > 0 && item.lastTitleWord() == words[words.length - 1] ? 1 : 0;
    }

    /** Share of the query's numbers that stand in the title; 1 for a query without any. */
    float numberMatch(ItemFacets item) {
        int all = 0;
        int found = 0;
        for (int i = 0; i < words.length; i++) {
            if (numbers[i]) {
                all++;
                found += item.hasTitleWord(words[i]) ? 1 : 0;
            }
        }
        return all == 0 ? 1 : (float) found / all;
    }

    /** How many words there are, at most 32. */
    public int count() {
        return words.length;
    }

    /** The hash of a word. */
    public long word(int index) {
        return words[index];
    }

    /** Whether that word stands in the title. */
    public boolean isInTitle(int index, ItemFacets item) {
        return item.hasTitleWord(words[index]);
    }

    private float share(int found) {
        return words.length == 0 ? 0 : (float) found / words.length;
    }

    @Override
    public String toString() {
        return Arrays.toString(words);
    }
}
