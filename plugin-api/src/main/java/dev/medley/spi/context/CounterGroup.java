package dev.medley.spi.context;

import java.util.Objects;

/**
 * Among which interactions or items a ranking of items is made.
 *
 * @param dimension what is compared
 * @param value its value; empty for {@link Dimension#ALL}
 */
public record CounterGroup(Dimension dimension, String value) {
    private static final CounterGroup ALL = new CounterGroup(Dimension.ALL, "");

    /** The dimensions that counters are kept by. */
    public enum Dimension {
        /** Everything. */
        ALL,
        /** Items of one category. */
        CATEGORY,
        /** Items of one author. */
        AUTHOR,
        /** Interactions of users of one {@linkplain dev.medley.spi.entity.UserProfile#cohort() cohort}. */
        COHORT
    }

    /** Checks for null. */
    public CounterGroup {
        Objects.requireNonNull(dimension, "dimension");
        Objects.requireNonNull(value, "value");
    }

    /** All items and users. */
    public static CounterGroup all() {
        return ALL;
    }

    /** Items that have that category among theirs. */
    public static CounterGroup category(String category) {
        return new CounterGroup(Dimension.CATEGORY, category);
    }

    /** Items of that author. */
    public static CounterGroup author(String author) {
        return new CounterGroup(Dimension.AUTHOR, author);
    }

    /** Interactions of users of that cohort. */
    public static CounterGroup cohort(String cohort) {
        return new CounterGroup(Dimension.COHORT, cohort);
    }
}
