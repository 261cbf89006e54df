package dev.medley.platform.score.statistic;

import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.InputField;
import dev.medley.spi.feature.FeatureHash;
import it.unimi.dsi.fastutil.longs.LongArrayList;

/** The keys under which a pair of request and item is counted. */
public final class StatisticKeys {
    private StatisticKeys() {}

    /** The key of the user's cohort, or 0 where neither gender nor age group is known. */
    static long cohort(FieldKeys request) {
        long gender = request.first(InputField.GENDER);
        long ageGroup = request.first(InputField.AGE_GROUP);
        return gender == 0 && ageGroup == 0 ? 0 : FeatureHash.cross(gender, ageGroup);
    }

    /**
     * Adds every key that the pair counts under.
     *
     * @param surface key of the item's surface
     */
    public static void collect(FieldKeys request, FieldKeys item, long surface, LongArrayList into) {
        into.add(StatisticKind.SURFACE.key(surface));
        long user = request.first(InputField.USER);
        long gender = request.first(InputField.GENDER);
        long ageGroup = request.first(InputField.AGE_GROUP);
        long cohort = cohort(request);
        long itemKey = item.first(InputField.ITEM);
        long author = item.first(InputField.AUTHOR);
        add(StatisticKind.USER, user, surface, into);
        add(StatisticKind.GENDER, gender, surface, into);
        add(StatisticKind.AGE_GROUP, ageGroup, surface, into);
        add(StatisticKind.COHORT, cohort, surface, into);
        add(StatisticKind.ITEM, itemKey, surface, into);
        add(StatisticKind.AUTHOR, author, surface, into);
        add(StatisticKind.ITEM_GENDER, itemKey, gender, into);
        add(StatisticKind.ITEM_AGE_GROUP, itemKey, ageGroup, into);
        add(StatisticKind.USER_AUTHOR, user, author, into);
        addEach(StatisticKind.USER_ATTRIBUTE, request, InputField.USER_ATTRIBUTE, surface, into);
        addEach(StatisticKind.QUERY_WORD, request, InputField.QUERY_WORD, surface, into);
        addEach(StatisticKind.ITEM_USER_ATTRIBUTE, request, InputField.USER_ATTRIBUTE, itemKey, into);
        addEach(StatisticKind.CATEGORY, item, InputField.CATEGORY, surface, into);
        addEach(StatisticKind.ITEM_ATTRIBUTE, item, InputField.ITEM_ATTRIBUTE, surface, into);
        addEach(StatisticKind.CATEGORY_COHORT, item, InputField.CATEGORY, cohort, into);
        addEach(StatisticKind.USER_CATEGORY, item, InputField.CATEGORY, user, into);
        addEach(StatisticKind.USER_ITEM_ATTRIBUTE, item, InputField.ITEM_ATTRIBUTE, user, into);
    }

    private static void add(StatisticKind kind, long left, long right, LongArrayList into) {
        if (left != 0 && right != 0) {
            into.add(kind.key(left, right));
        }
    }

    private static void addEach(StatisticKind kind, FieldKeys keys, InputField field, long other, LongArrayList into) {
        if (other != 0) {
            int to = keys.to(field);
            for (int i = keys.from(field); i < to; i++) {
                into.add(kind.key(keys.keys()[i], other));
            }
        }
    }
}
