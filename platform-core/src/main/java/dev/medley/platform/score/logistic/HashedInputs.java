package dev.medley.platform.score.logistic;

import dev.medley.platform.score.feature.ItemFacets;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.feature.FeatureHash;

/**
 * The categories that a head sees of a pair of user and item, hashed into its table: the item, its author, its
 * categories, the user's cohort, and the cohort crossed with item and categories. Two that fall on one slot share its
 * weight.
 */
public final class HashedInputs {
    /** So many of an item's categories take part. */
    public static final int MAX_CATEGORIES = 8;

    /** So many slots a pair has at most. */
    public static final int MAX_SLOTS = 4 + 2 * MAX_CATEGORIES;

    private static final long ITEM = FeatureHash.of("item");
    private static final long AUTHOR = FeatureHash.of("author");
    private static final long CATEGORY = FeatureHash.of("category");
    private static final long COHORT = FeatureHash.of("cohort");
    private static final long COHORT_ITEM = FeatureHash.of("cohort-item");
    private static final long COHORT_CATEGORY = FeatureHash.of("cohort-category");
    private static final String UNKNOWN_COHORT = UserProfile.unknown().cohort();

    private HashedInputs() {}

    /** The cohort's hash; {@link FeatureHash#NONE} for a user of whom neither age nor gender is known. */
    public static long cohortHash(String cohort) {
        return cohort.equals(UNKNOWN_COHORT) ? FeatureHash.NONE : FeatureHash.of("cohort", cohort);
    }

    /**
     * Writes the slots of a pair.
     *
     * @param mask the table's length, a power of two, less one
     * @param slots at least {@value #MAX_SLOTS} long
     * @return how many were written
     */
    public static int write(long cohort, ItemFacets item, int mask, int[] slots) {
        return write(cohort, item.idHash(), item.author(), item.categories(), mask, slots);
    }

    private static int write(long cohort, long item, long author, long[] categories, int mask, int[] slots) {
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
