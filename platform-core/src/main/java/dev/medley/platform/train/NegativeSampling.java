package dev.medley.platform.train;

import java.util.SplittableRandom;

/**
 * Draws items that a user did not visit, to stand for what they saw and left: half with equal chances, half by
 * popularity. Nobody recorded what was seen, so it is assumed: for each visit {@value #ASSUMED_EXPOSURES} other items,
 * drawn with equal chances. {@value #DRAWS} are drawn, and the rate between the two is known for each item, so that the
 * probabilities come out as if all had been learnt from.
 */
final class NegativeSampling {
    /** Drawn for each visit. */
    static final int DRAWS = 3;

    /** Assumed to have been seen and left, for each visit: a prior of one in twenty. */
    static final int ASSUMED_EXPOSURES = 19;

    /** A user who has visited nearly everything gets no draws. */
    private static final int TRIES = 32;

    private final SurfaceItems items;
    private final SurfaceCounts counts;

    NegativeSampling(SurfaceItems items, SurfaceCounts counts) {
        this.items = items;
        this.counts = counts;
    }

    /** One user's draws. */
    final class ForUser {
        private final UserVisits user;
        private final SplittableRandom random;
        private final int unvisited;
        private final long unvisitedPositives;

        ForUser(UserVisits user, long seed) {
            this.user = user;
            random = new SplittableRandom(seed);
            unvisited = items.count() - user.visited().size();
            long visitedPositives = 0;
            for (int i = 0; i < user.visited().size(); i++) {
                visitedPositives += counts.positives(user.visited().getInt(i));
            }
            unvisitedPositives = counts.totalPositives() - visitedPositives;
        }

        /** An item that the user did not visit, or -1 if none was found. */
        int draw() {
            if (unvisited <= 0) {
                return -1;
            }
            boolean byPopularity = unvisitedPositives > 0 && random.nextBoolean();
            for (int i = 0; i < TRIES; i++) {
                int item = byPopularity
                        ? counts.itemOfPositive(random.nextLong(counts.totalPositives()))
                        : random.nextInt(items.count());
                if (!user.hasVisited(item)) {
                    return item;
                }
            }
            return -1;
        }

        /**
         * The logarithm of: how often the item is drawn, over how often it is assumed to have been seen and left. For
         * a visited item, as if this user had not visited it.
         *
         * @param own the user's own positive interactions with it, as counted; 0 for a drawn or held-out item
         */
        float rateLog(int item, int own) {
            boolean visited = user.hasVisited(item);
            double positives = counts.positives(item) - own;
            double choices = unvisited + (visited ? 1 : 0);
            double choicePositives = unvisitedPositives + (visited ? positives : 0);
            double equal = 1 / choices;
            double drawn = choicePositives > 0 ? 0.5 * equal + 0.5 * positives / choicePositives : equal;
            return (float) StrictMath.log(DRAWS * drawn / (ASSUMED_EXPOSURES * equal));
        }
    }
}
