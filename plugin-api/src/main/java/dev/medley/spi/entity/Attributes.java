package dev.medley.spi.entity;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The free part of an item or user: names to texts, numbers, flags or lists of texts. Sorted by name, immutable.
 *
 * <p>A reader asks with the type that it expects; an attribute that is absent or of another type is empty, so that bad
 * catalogue data looks like missing data and never throws in a hot loop.
 */
public final class Attributes {
    /** At most so many attributes an entity. */
    public static final int MAX_COUNT = 64;

    private static final Attributes NONE = new Attributes(new TreeMap<>());

    private final Map<String, Object> values;

    private Attributes(TreeMap<String, Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** No attributes. */
    public static Attributes none() {
        return NONE;
    }

    /**
     * Attributes from a map.
     *
     * @param values each a {@code String}, {@code Double} (finite; other numbers are widened), {@code Boolean}, or
     *     {@code List} of {@code String}
     * @throws IllegalArgumentException naming the attribute whose value is of another kind, or if there are more than
     *     {@value #MAX_COUNT}
     */
    public static Attributes of(Map<String, ?> values) {
        if (values.isEmpty()) {
            return NONE;
        }
        if (values.size() > MAX_COUNT) {
            throw new IllegalArgumentException(
                    "attributes: " + values.size() + " given, at most " + MAX_COUNT + " allowed");
        }
        TreeMap<String, Object> checked = new TreeMap<>();
        values.forEach((name, value) -> checked.put(name, checked(name, value)));
        return new Attributes(checked);
    }

    private static Object checked(String name, Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean flag -> flag;
            case Number number when Double.isFinite(number.doubleValue()) -> number.doubleValue();
            case List<?> list when list.stream().allMatch(String.class::isInstance) -> List.copyOf(list);
            case null, default ->
                throw new IllegalArgumentException("attributes." + name + ": " + value
                        + " is not allowed; a text, a finite number, true, false or a list of texts is");
        };
    }

    /** The text of that name, if it is one. */
    public Optional<String> text(String name) {
        return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** The number of that name, if it is one. */
    public OptionalDouble number(String name) {
        return values.get(name) instanceof Double number ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    /** The number of that name, or {@code fallback}: the form for hot loops. */
    public double number(String name, double fallback) {
        return values.get(name) instanceof Double number ? number : fallback;
    }

    /** The flag of that name, if it is one. */
    public Optional<Boolean> flag(String name) {
        return values.get(name) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    /** Whether the flag of that name is there and true: the form for hot loops. */
    public boolean isTrue(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    /** The list of that name; empty if absent or not a list. */
    @SuppressWarnings("unchecked") // checked element by element at construction
    public List<String> texts(String name) {
        return values.get(name) instanceof List<?> list ? (List<String>) list : List.of();
    }

    /** All of it, sorted by name: {@code String}, {@code Double}, {@code Boolean} or {@code List<String>}. */
    public Map<String, Object> asMap() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attributes that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
