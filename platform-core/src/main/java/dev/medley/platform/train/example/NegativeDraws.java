package dev.medley.platform.train.example;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws items of one surface that a user had nothing to do with, to stand for what they saw and left: half with equal
 * chances, half by popularity. Nobody recorded what was seen, so it is assumed: for each item that a user took, {@value
 * #ASSUMED_EXPOSURES} others, drawn with equal chances. {@value #DRAWS} are drawn, and the rate between the two is known
 * for each item, so that the probabilities come out as if all had been learnt from.
 */
final class NegativeDraws {
    /** Drawn for each item that was taken. */
    static final int DRAWS = 4;

    /** Assumed to have been seen and left, for each item that was taken: a prior of one in twenty. */
    static final int ASSUMED_EXPOSURES = 19;

    /** A user who has had to do with nearly everything gets no draws. */
    private static final int TRIES = 32;

    private final int[] items;
    private final int[] popularity;
    private final long[] popularityUpTo;

    /**
     * Of one surface.
     *
     * @param items the surface's items
     * @param popularity for each item of the catalogue, how many users took it
     */
    NegativeDraws(int[] items, int[] popularity) {
        this.items = items;
        this.popularity = popularity;
        popularityUpTo = new long[items.length];
        long sum = 0;
        for (int i = 0; i < items.length; i++) {
            sum += popularity[items[i]];
            popularityUpTo[i] = sum;
        }
    }

    /** One user's draws. */
    final class ForUser {
        private final IntOpenHashSet taken;
        private final IntOpenHashSet counted;
        private final SplittableRandom random;
        private final int others;
        private final long othersPopularity;

        /**
         * Of a user.
         *
         * @param taken the surface's items that they had to do with
         * @param counted those of them whose popularity this user is part of
         */
        ForUser(IntOpenHashSet taken, IntOpenHashSet counted, long seed) {
            this.taken = taken;
            this.counted = counted;
            random = new SplittableRandom(seed);
            others = items.length - taken.size();
            long popular = items.length == 0 ? 0 : popularityUpTo[items.length - 1];
            for (int item : taken) {
                popular -= popularity[item];
            }
            othersPopularity = popular;
        }

        /** An item that the user had nothing to do with, or -1 if none was found. */
        int draw() {
            if (others <= 0) {
                return -1;
            }
            boolean byPopularity = othersPopularity > 0 && random.nextBoolean();
            for (int i = 0; i < TRIES; i++) {
                int item = byPopularity ? popularItem() : items[random.nextInt(items.length)];
                if (!taken.contains(item)) {
                    return item;
                }
            }
            return -1;
        }

        private int popularItem() {
            long place = random.nextLong(popularityUpTo[items.length - 1]);
            int found = Arrays.binarySearch(popularityUpTo, place + 1);
            int index = found < 0 ? -found - 1 : found;
            while (index > 0 && popularityUpTo[index - 1] > place) {
                index--;
            }
            return items[index];
        }

        /**
         * The logarithm of: how often the item is drawn, over how often it is assumed to have been seen and left. For an
         * item that was taken, as if this user had not.
         */
        float rateLog(int item) {
            boolean own = taken.contains(item);
            double popular = popularity[item] - (counted.contains(item) ? 1 : 0);
            double choices = others + (own ? 1 : 0);
            double choicesPopularity = othersPopularity + (own ? popular : 0);
            double equal = 1 / choices;
            double drawn = choicesPopularity > 0 ? 0.5 * equal + 0.5 * popular / choicesPopularity : equal;
            return (float) StrictMath.log(DRAWS * drawn / (ASSUMED_EXPOSURES * equal));
        }
    }
}
