package dev.medley.platform.score.statistic;

import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.InputField;
import dev.medley.platform.world.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The numbers that a model sees of a pair's counts. For each {@link #GROUPS group} and task slot one number, then the
 * logarithm of one plus the group's pairs.
 *
 * <p>Where noes are observed the number is the logit of the smoothed rate: {@code (yes + m * rate of the parent) / (known
 * + m)}, the parent of a cross being its item, category or user, and the parent of those the surface. Where noes are
 * drawn it is the logarithm of the lift: {@code (yes + s) / (expected + s)}, where so many are expected as if the parts
 * of the cross were independent. Of several categories or attributes the mean is taken.
 *
 * <p>For one request; one thread.
 */
public final class PairStatistics {
    /** What is read, in the order of the numbers. */
    private static final List<StatisticKind> GROUPS = List.of(
            StatisticKind.USER,
            StatisticKind.ITEM,
            StatisticKind.AUTHOR,
            StatisticKind.CATEGORY,
            StatisticKind.ITEM_ATTRIBUTE,
            StatisticKind.ITEM_GENDER,
            StatisticKind.ITEM_AGE_GROUP,
            StatisticKind.ITEM_USER_ATTRIBUTE,
            StatisticKind.CATEGORY_COHORT,
            StatisticKind.USER_CATEGORY,
            StatisticKind.USER_AUTHOR,
            StatisticKind.USER_ITEM_ATTRIBUTE,
            StatisticKind.QUERY_WORD);

    private static final float RATE_STRENGTH = 8;
    private static final float LIFT_STRENGTH = 2;
    private static final float LEAST_RATE = 0.001f;

    private final Statistics statistics;
    private final FieldKeys request;
    private final long surface;
    private final int explicit;
    private final int slots;
    private final int numbers;
    private final long user;
    private final long gender;
    private final long ageGroup;
    private final long cohort;
    private final float[] all;
    private final float[] ofUser;
    private final float[] ofGender;
    private final float[] ofAgeGroup;
    private final float[] ofCohort;
    private final float[][] ofAttributes;
    private final float[] queryNumbers;
    private final float[] item;
    private final float[] part;
    private final float[] cross;
    private final float[] mean;
    private int meanCount;
    private float meanPairs;

    /**
     * Reads what depends on the request alone.
     *
     * @param surface key of the surface of the items that will be asked for
     * @param explicit the surface's task slots whose noes are observed, as a mask
     */
    public PairStatistics(Statistics statistics, FieldKeys request, long surface, int explicit) {
        this.statistics = statistics;
        this.request = request;
        this.surface = surface;
        this.explicit = explicit;
        slots = statistics.slots();
        numbers = Statistics.numbers(slots);
        user = request.first(InputField.USER);
        gender = request.first(InputField.GENDER);
        ageGroup = request.first(InputField.AGE_GROUP);
        cohort = StatisticKeys.cohort(request);
        all = new float[numbers];
        statistics.read(StatisticKind.SURFACE.key(surface), all, 0);
        ofUser = read(StatisticKind.USER, user, surface);
        ofGender = read(StatisticKind.GENDER, gender, surface);
        ofAgeGroup = read(StatisticKind.AGE_GROUP, ageGroup, surface);
        ofCohort = read(StatisticKind.COHORT, cohort, surface);
        int attributes = request.to(InputField.USER_ATTRIBUTE) - request.from(InputField.USER_ATTRIBUTE);
        ofAttributes = new float[attributes][];
        for (int i = 0; i < attributes; i++) {
            long attribute = request.keys()[request.from(InputField.USER_ATTRIBUTE) + i];
            ofAttributes[i] = read(StatisticKind.USER_ATTRIBUTE, attribute, surface);
        }
        item = new float[numbers];
        part = new float[numbers];
        cross = new float[numbers];
        mean = new float[slots];
        queryNumbers = new float[slots + 1];
        for (int i = request.from(InputField.QUERY_WORD); i < request.to(InputField.QUERY_WORD); i++) {
            statistics.read(StatisticKind.QUERY_WORD.key(request.keys()[i], surface), part, 0);
            collect(part, all, all, false);
        }
        writeMean(queryNumbers, 0);
    }

    /** How many numbers a pair has. */
    public static int width(int slots) {
        return GROUPS.size() * (slots + 1);
    }

    /** The numbers' names, in their order; {@code slot} stands for the surface's first, second ... task. */
    public static List<String> names(int slots) {
        List<String> names = new ArrayList<>();
        for (StatisticKind group : GROUPS) {
            String name = group.name().toLowerCase(Locale.ROOT);
            for (int slot = 0; slot < slots; slot++) {
                names.add(name + "_rate_" + slot);
            }
            names.add(name + "_pairs_log");
        }
        return names;
    }

    private float[] read(StatisticKind kind, long left, long right) {
        float[] counts = new float[numbers];
        if (left != 0) {
            statistics.read(kind.key(left, right), counts, 0);
        }
        return counts;
    }

    /** Writes the {@link #width} numbers of the pair with that item. */
    public void write(FieldKeys itemKeys, float[] into, int at) {
        int step = slots + 1;
        long itemKey = itemKeys.first(InputField.ITEM);
        long author = itemKeys.first(InputField.AUTHOR);
        statistics.read(StatisticKind.ITEM.key(itemKey, surface), item, 0);
        single(ofUser, user != 0, into, at);
        single(item, true, into, at + step);
        if (author != 0) {
            statistics.read(StatisticKind.AUTHOR.key(author, surface), part, 0);
        }
        single(part, author != 0, into, at + 2 * step);
        eachOfItem(itemKeys, InputField.CATEGORY, StatisticKind.CATEGORY, into, at + 3 * step);
        eachOfItem(itemKeys, InputField.ITEM_ATTRIBUTE, StatisticKind.ITEM_ATTRIBUTE, into, at + 4 * step);
        crossed(StatisticKind.ITEM_GENDER, itemKey, gender, item, ofGender, into, at + 5 * step);
        crossed(StatisticKind.ITEM_AGE_GROUP, itemKey, ageGroup, item, ofAgeGroup, into, at + 6 * step);
        for (int i = 0; i < ofAttributes.length; i++) {
            long attribute = request.keys()[request.from(InputField.USER_ATTRIBUTE) + i];
            statistics.read(StatisticKind.ITEM_USER_ATTRIBUTE.key(attribute, itemKey), cross, 0);
            collect(cross, item, ofAttributes[i], true);
        }
        writeMean(into, at + 7 * step);
        crossedEach(
                itemKeys,
                InputField.CATEGORY,
                StatisticKind.CATEGORY,
                StatisticKind.CATEGORY_COHORT,
                cohort,
                ofCohort,
                false,
                into,
                at + 8 * step);
        crossedEach(
                itemKeys,
                InputField.CATEGORY,
                StatisticKind.CATEGORY,
                StatisticKind.USER_CATEGORY,
                user,
                ofUser,
                true,
                into,
                at + 9 * step);
        if (author != 0) {
            statistics.read(StatisticKind.AUTHOR.key(author, surface), part, 0);
        }
        crossed(StatisticKind.USER_AUTHOR, user, author, ofUser, part, into, at + 10 * step);
        crossedEach(
                itemKeys,
                InputField.ITEM_ATTRIBUTE,
                StatisticKind.ITEM_ATTRIBUTE,
                StatisticKind.USER_ITEM_ATTRIBUTE,
                user,
                ofUser,
                true,
                into,
                at + 11 * step);
        System.arraycopy(queryNumbers, 0, into, at + 12 * step, step);
    }

    private void single(float[] counts, boolean there, float[] into, int at) {
        if (there) {
            collect(counts, all, all, false);
        }
        writeMean(into, at);
    }

    private void eachOfItem(FieldKeys keys, InputField field, StatisticKind kind, float[] into, int at) {
        int to = keys.to(field);
        for (int i = keys.from(field); i < to; i++) {
            statistics.read(kind.key(keys.keys()[i], surface), part, 0);
            collect(part, all, all, false);
        }
        writeMean(into, at);
    }

    private void crossed(
            StatisticKind kind, long left, long right, float[] parent, float[] other, float[] into, int at) {
        if (left != 0 && right != 0) {
            statistics.read(kind.key(left, right), cross, 0);
            collect(cross, parent, other, true);
        }
        writeMean(into, at);
    }

    private void crossedEach(
            FieldKeys keys,
            InputField field,
            StatisticKind single,
            StatisticKind kind,
            long other,
            float[] ofOther,
            boolean otherIsParent,
            float[] into,
            int at) {
        if (other != 0) {
            int to = keys.to(field);
            for (int i = keys.from(field); i < to; i++) {
                long key = keys.keys()[i];
                statistics.read(single.key(key, surface), part, 0);
                statistics.read(kind.key(key, other), cross, 0);
                collect(cross, otherIsParent ? ofOther : part, otherIsParent ? part : ofOther, true);
            }
        }
        writeMean(into, at);
    }

    /** Adds one key's numbers to the mean. */
    private void collect(float[] counts, float[] parent, float[] other, boolean isCross) {
        meanCount++;
        meanPairs += counts[0];
        for (int slot = 0; slot < slots; slot++) {
            float yes = counts[1 + slot];
            mean[slot] += (explicit >>> slot & 1) == 1
                    ? logit(yes, counts[1 + slots + slot], smoothedRate(parent, slot, isCross))
                    : lift(yes, expected(parent, other, slot, isCross));
        }
    }

    /** The parent's rate; that of a cross's parent is itself smoothed by the surface's. */
    private float smoothedRate(float[] parent, int slot, boolean isCross) {
        float surfaceRate = (all[1 + slot] + 1) / (all[1 + slots + slot] + 2);
        return isCross
                ? (parent[1 + slot] + RATE_STRENGTH * surfaceRate) / (parent[1 + slots + slot] + RATE_STRENGTH)
                : surfaceRate;
    }

    private static float logit(float yes, float known, float parentRate) {
        float rate = (yes + RATE_STRENGTH * parentRate) / (known + RATE_STRENGTH);
        float bounded = Math.clamp(rate, LEAST_RATE, 1 - LEAST_RATE);
        return (float) StrictMath.log(bounded / (1 - bounded));
    }

    /** A single key has no expectation of its own: its logarithm is compared with one. */
    private float expected(float[] parent, float[] other, int slot, boolean isCross) {
        float surfaceYes = all[1 + slot];
        return isCross && surfaceYes > 0 ? parent[1 + slot] * other[1 + slot] / surfaceYes : 0;
    }

    private static float lift(float yes, float expected) {
        return (float) StrictMath.log((yes + LIFT_STRENGTH) / (expected + LIFT_STRENGTH));
    }

    private void writeMean(float[] into, int at) {
        for (int slot = 0; slot < slots; slot++) {
            into[at + slot] = meanCount == 0 ? 0 : mean[slot] / meanCount;
            mean[slot] = 0;
        }
        into[at + slots] = meanCount == 0 ? 0 : (float) StrictMath.log1p(meanPairs / meanCount);
        meanCount = 0;
        meanPairs = 0;
    }
}
