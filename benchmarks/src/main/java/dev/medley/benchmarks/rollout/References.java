package dev.medley.benchmarks.rollout;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How each revision scores each candidate of each question when it serves alone. Filled first, then read by any thread.
 */
final class References {
    private final Map<Key, float[]> scores = new HashMap<>();

    private record Key(String revision, int question, String item) {}

    /** What an item's scores say about who has made them. */
    enum Verdict {
        /** The revision that the answer names, and it alone. */
        OWN,
        /** The revision that the answer names, but the others would have said the same. */
        EITHER,
        /** Not that revision, but another one. */
        OTHER,
        /** No revision that is known. */
        NOBODY
    }

    /** Remembers one. */
    synchronized void put(String revision, int question, String item, float[] tasks) {
        scores.put(new Key(revision, question, item), tasks);
    }

    /** Whose those scores are. */
    Verdict judge(String named, Iterable<String> revisions, int question, String item, float[] tasks) {
        boolean isOwn = isOf(named, question, item, tasks);
        boolean isOther = false;
        for (String revision : revisions) {
            isOther |= !revision.equals(named) && isOf(revision, question, item, tasks);
        }
        if (isOwn) {
            return isOther ? Verdict.EITHER : Verdict.OWN;
        }
        return isOther ? Verdict.OTHER : Verdict.NOBODY;
    }

    private boolean isOf(String revision, int question, String item, float[] tasks) {
        float[] known = scores.get(new Key(revision, question, item));
        return known != null && Arrays.equals(known, tasks);
    }

    /** How many are known. */
    int size() {
        return scores.size();
    }
}
