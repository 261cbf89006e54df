package dev.medley.platform.score.logistic;

import dev.medley.platform.score.feature.ItemFacets;
import dev.medley.platform.score.feature.QueryWords;

/** The numbers that a head sees of a pair of user and item, in their fixed order, and how they follow from features. */
public final class DenseInputs {
    /** How many of them every surface has; after them comes one a task: the user's own share of yes. */
    public static final int COMMON = 15;

    /** Where the logarithm of the item's popularity stands. */
    public static final int POPULARITY = 0;

    /** Where the share of the query's words in the title stands. */
    public static final int QUERY_TITLE_MATCH = 9;

    private static final float CO_INTERACTION_SCALE = 100;
    private static final float YES_SMOOTHING = 5;

    private DenseInputs() {}

    /**
     * Writes those of the common numbers that do not depend on a query.
     *
     * @param target from {@code at}, {@value #COMMON} elements are the common ones
     * @param ageDays days since publication; only read if {@code ageKnown}
     * @param historySize positive interactions of the user on the surface that count
     */
    public static void write(
            float[] target,
            int at,
            float popularityLog,
            float cohortPopularityLog,
            boolean ageKnown,
            float ageDays,
            float authorAffinity,
            float categoryAffinity,
            float coInteraction,
            int historySize) {
        target[at] = popularityLog;
        target[at + 1] = cohortPopularityLog;
        target[at + 2] = ageKnown ? log1p(ageDays) : 0;
        target[at + 3] = ageKnown ? 1 : 0;
        target[at + 4] = (float) Math.sqrt(authorAffinity);
        target[at + 5] = categoryAffinity;
        target[at + 6] = coInteraction;
        target[at + 7] = log1p(CO_INTERACTION_SCALE * coInteraction);
        target[at + 8] = log1p(historySize);
    }

    /**
     * Writes those of the common numbers that depend on a query; without one they are all 0.
     *
     * @param target from {@code at}, the same as for {@link #write}
     * @param query what was typed, or null
     */
    public static void writeQuery(
            float[] target, int at, QueryWords query, ItemFacets item, float titleMatch, float match, float headMatch) {
        boolean typed = query != null;
        target[at + QUERY_TITLE_MATCH] = typed ? titleMatch : 0;
        target[at + 10] = typed ? match : 0;
        target[at + 11] = typed ? headMatch : 0;
        target[at + 12] = typed ? log1p(query.count()) : 0;
        target[at + 13] = typed ? log1p(item.titleWords()) : 0;
        target[at + 14] = typed ? query.runTogetherMatch(item) : 0;
    }

    /**
     * How often the user has said yes, of the times that they have said anything; smoothed towards everybody's share.
     *
     * @param yes of the user's newest interactions, those that were a yes
     * @param known those that were a yes or a no
     * @param everybody the share of yes over all users, 0 to 1
     */
    public static float yesShare(int yes, int known, float everybody) {
        return (yes + YES_SMOOTHING * everybody) / (known + YES_SMOOTHING);
    }

    private static float log1p(float value) {
        return (float) StrictMath.log1p(value);
    }
}
