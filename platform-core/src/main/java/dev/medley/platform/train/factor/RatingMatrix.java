package dev.medley.platform.train.factor;

import java.util.Arrays;
import java.util.Objects;

/**
 * Who gave what which value, read three ways: row by row in the order it was told, user by user, and item by item.
 * Within a user and within an item the rows keep the order in which they were told. A pair may occur more than once.
 * Immutable: the arrays that were given and those that are returned are copies.
 */
public final class RatingMatrix {
    private final int[] users;
    private final int[] items;
    private final float[] values;
    private final float[] targets;
    private final Lists byUser;
    private final Lists byItem;

    /**
     * The rows; what is asked for are the values themselves.
     *
     * @param users whose row it is, from 0 to {@code userCount - 1}, one for each row
     * @param items of what, from 0 to {@code itemCount - 1}, one for each row
     * @param values the value, finite, one for each row
     * @param userCount how many users there are, those without a row included
     * @param itemCount how many items there are, those without a row included
     */
    public RatingMatrix(int[] users, int[] items, float[] values, int userCount, int itemCount) {
        this(users, items, values, values, userCount, itemCount);
    }

    private RatingMatrix(int[] users, int[] items, float[] values, float[] targets, int userCount, int itemCount) {
        Objects.requireNonNull(users, "users");
        Objects.requireNonNull(items, "items");
        Objects.requireNonNull(values, "values");
        Objects.requireNonNull(targets, "targets");
        if (users.length != items.length || users.length != values.length) {
            throw new IllegalArgumentException("users, items and values must be of one length, but have " + users.length
                    + ", " + items.length + " and " + values.length);
        }
        if (targets.length != users.length) {
            throw new IllegalArgumentException("targets has " + targets.length
                    + " numbers, it must have one for each of the " + users.length + " rows");
        }
        if (userCount < 1 || itemCount < 1) {
            throw new IllegalArgumentException(
                    "userCount is " + userCount + " and itemCount is " + itemCount + ", both must be at least 1");
        }
        for (int row = 0; row < users.length; row++) {
            requireIndex("users", row, users[row], userCount);
            requireIndex("items", row, items[row], itemCount);
            if (!Float.isFinite(values[row])) {
                throw new IllegalArgumentException("values[" + row + "] is " + values[row] + ", it must be finite");
            }
            if (!Float.isFinite(targets[row])) {
                throw new IllegalArgumentException("targets[" + row + "] is " + targets[row] + ", it must be finite");
            }
        }
        this.users = users.clone();
        this.items = items.clone();
        this.values = values.clone();
        this.targets = targets.clone();
        this.byUser = Lists.of(this.users, this.items, this.values, this.targets, userCount, itemCount);
        this.byItem = Lists.of(this.items, this.users, this.values, this.targets, itemCount, userCount);
    }

    private static void requireIndex(String field, int row, int index, int count) {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException(
                    field + "[" + row + "] is " + index + ", it must be from 0 to " + (count - 1));
        }
    }

    /**
     * The matrix in compressed rows: the entries of owner {@code o} are at {@code start[o]} to {@code start[o + 1] - 1}.
     *
     * @param start where each owner's entries start, one more than there are owners
     * @param partner the entry's other side
     * @param value the entry's value
     * @param target what is asked of the entry
     * @param partnerCount how many there are on the other side
     */
    record Lists(int[] start, int[] partner, float[] value, float[] target, int partnerCount) {
        static Lists of(
                int[] owners, int[] partners, float[] values, float[] targets, int ownerCount, int partnerCount) {
            int[] start = new int[ownerCount + 1];
            for (int owner : owners) {
                start[owner + 1]++;
            }
            for (int owner = 0; owner < ownerCount; owner++) {
                start[owner + 1] += start[owner];
            }
            int[] next = start.clone();
            int[] partner = new int[owners.length];
            float[] value = new float[owners.length];
            float[] target = new float[owners.length];
            for (int row = 0; row < owners.length; row++) {
                int place = next[owners[row]]++;
                partner[place] = partners[row];
                value[place] = values[row];
                target[place] = targets[row];
            }
            return new Lists(start, partner, value, target, partnerCount);
        }

        int ownerCount() {
            return start.length - 1;
        }

        int longest() {
            int longest = 0;
            for (int owner = 0; owner < ownerCount(); owner++) {
                longest = Math.max(longest, start[owner + 1] - start[owner]);
            }
            return longest;
        }
    }

    /** How many rows there are. */
    public int rowCount() {
        return users.length;
    }

    /** How many users there are, those without a row included. */
    public int userCount() {
        return byUser.ownerCount();
    }

    /** How many items there are, those without a row included. */
    public int itemCount() {
        return byItem.ownerCount();
    }

    /** Whose the row is. */
    public int user(int row) {
        return users[row];
    }

    /** Of what the row is. */
    public int item(int row) {
        return items[row];
    }

    /** The row's value. */
    public float value(int row) {
        return values[row];
    }

    /** What a learner is to say of the row: its value, unless {@link #withTargets} said otherwise. */
    public float target(int row) {
        return targets[row];
    }

    /** The mean of all values; 0 without a row. */
    public float mean() {
        return mean(values);
    }

    /** The mean of all targets; 0 without a row. */
    public float targetMean() {
        return mean(targets);
    }

    private static float mean(float[] numbers) {
        double sum = 0;
        for (float number : numbers) {
            sum += number;
        }
        return numbers.length == 0 ? 0 : (float) (sum / numbers.length);
    }

    /** The items of a user, in the order in which they were told. */
    public int[] itemsOf(int user) {
        return Arrays.copyOfRange(byUser.partner, byUser.start[user], byUser.start[user + 1]);
    }

    /** The values of a user, parallel to {@link #itemsOf}. */
    public float[] valuesOf(int user) {
        return Arrays.copyOfRange(byUser.value, byUser.start[user], byUser.start[user + 1]);
    }

    /** The rows user by user. Not to be changed. */
    Lists byUser() {
        return byUser;
    }

    /** The rows item by item. Not to be changed. */
    Lists byItem() {
        return byItem;
    }

    /**
     * The rows that are kept, in the same order, among as many users and items.
     *
     * @param kept one for each row
     */
    public RatingMatrix where(boolean[] kept) {
        if (kept.length != users.length) {
            throw new IllegalArgumentException(
                    "kept has " + kept.length + " entries, it must have one for each of the " + users.length + " rows");
        }
        int count = 0;
        for (boolean keep : kept) {
            count += keep ? 1 : 0;
        }
        int[] keptUsers = new int[count];
        int[] keptItems = new int[count];
        float[] keptValues = new float[count];
        float[] keptTargets = new float[count];
        int next = 0;
        for (int row = 0; row < kept.length; row++) {
            if (kept[row]) {
                keptUsers[next] = users[row];
                keptItems[next] = items[row];
                keptTargets[next] = targets[row];
                keptValues[next++] = values[row];
            }
        }
        return new RatingMatrix(keptUsers, keptItems, keptValues, keptTargets, userCount(), itemCount());
    }

    /**
     * The same rows with other values, which are asked for as well.
     *
     * @param changed one for each row, finite
     */
    public RatingMatrix withValues(float[] changed) {
        return new RatingMatrix(users, items, changed, userCount(), itemCount());
    }

    /**
     * The same rows and values, but something else is asked for: a rating may be what is known of a row, and whether it
     * was liked what is to be learnt.
     *
     * @param asked one for each row, finite
     */
    public RatingMatrix withTargets(float[] asked) {
        return new RatingMatrix(users, items, values, asked, userCount(), itemCount());
    }
}
