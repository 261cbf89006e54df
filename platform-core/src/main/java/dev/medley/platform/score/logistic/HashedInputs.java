package dev.medley.platform.score.logistic;

import dev.medley.platform.score.feature.ItemFacets;
import dev.medley.platform.score.feature.QueryWords;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.feature.FeatureHash;

/**
 * The categories that a head sees of a pair of user and item, hashed into its table: the item, its author, its
 * categories, the user's cohort, the cohort crossed with item and categories, and for each of the query's words whether
 * the title has it. Two that fall on one slot share its
 * weight.
 */
public final class HashedInputs {
    /** So many of an item's categories take part. */
    public static final int MAX_CATEGORIES = 8;

    /** So many of a query's words take part. */
    public static final int MAX_WORDS = 8;

    /** So many slots a pair has at most. */
    public static final int MAX_SLOTS = 4 + 2 * MAX_CATEGORIES + MAX_WORDS;

    private static final long ITEM = FeatureHash.of("item");
    private static final long AUTHOR = FeatureHash.of("author");
    private static final long CATEGORY = FeatureHash.of("category");
    private static final long COHORT = FeatureHash.of("cohort");
    private static final long COHORT_ITEM = FeatureHash.of("cohort-item");
    private static final long COHORT_CATEGORY = FeatureHash.of("cohort-category");
    private static final long WORD_FOUND = FeatureHash.of("word-found");
    private static final long WORD_LACKING = FeatureHash.of("word-lacking");
    private static final String UNKNOWN_COHORT = UserProfile.unknown().cohort();

    private HashedInputs() {}

    /** The cohort's hash; {@link FeatureHash#NONE} for a user of whom neither age nor gender is known. */
    public static long cohortHash(String cohort) {
        return cohort.equals(UNKNOWN_COHORT) ? FeatureHash.NONE : FeatureHash.of("cohort", cohort);
    }

    /**
     * Writes the slots of a pair.
     *
     * @param query what was typed, or null
     * @param mask the table's length, a power of two, less one
     * @param slots at least {@value #MAX_SLOTS} long
     * @return how many were written
     */
    public static int write(long cohort, ItemFacets item, QueryWords query, int mask, int[] slots) {
        int count = writePair(cohort, item, mask, slots);
        int words = query == null ? 0 : Math.min(query.count(), MAX_WORDS);
        for (int i = 0; i < words; i++) {
            long field = query.isInTitle(i, item) ? WORD_FOUND : WORD_LACKING;
            slots[count++] = slot(field, query.word(i), mask);
        }
        return count;
    }

    private static int writePair(long cohort, ItemFacets facets, int mask, int[] slots) {
        long item = facets.idHash();
        long author = facets.author();
        long[] categories = facets.categories();
        int count = 0;
        boolean known = cohort != FeatureHash.NONE;
        int categoryCount = Math.min(categories.length, MAX_CATEGORIES);
        slots[count++] = slot(ITEM, item, mask);
        if (author != FeatureHash.NONE) {
            slots[count++] = slot(AUTHOR, author, mask);
        }
        for (int i = 0; i < categoryCount; i++) {
            slots[count++] = slot(CATEGORY, categories[i], mask);
        }
        if (known) {
            slots[count++] = slot(COHORT, cohort, mask);
            slots[count++] = slot(COHORT_ITEM, FeatureHash.cross(cohort, item), mask);
            for (int i = 0; i < categoryCount; i++) {
                slots[count++] = slot(COHORT_CATEGORY, FeatureHash.cross(cohort, categories[i]), mask);
            }
        }
        return count;
    }

    private static int slot(long field, long hash, int mask) {
        return (int) (FeatureHash.cross(field, hash) >>> 32) & mask;
    }
}
