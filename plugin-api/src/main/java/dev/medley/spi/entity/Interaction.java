package dev.medley.spi.entity;

import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that a user did. Two interactions with the same user, item, type, time and order are the same one: writing
 * it again changes nothing, except that a later value and context stand in place of the earlier.
 *
 * @param user who
 * @param item with what
 * @param type what
 * @param time when; absent where the source knows only the order
 * @param order the place among the user's interactions where the time is absent or equal; 0 if unknown
 * @param value strength, such as a rating or the share watched; 1 if the type needs none; finite
 * @param context where and how, such as device or query; at most 16 entries
 */
public record Interaction(
        UserId user,
        ItemId item,
        InteractionType type,
        Optional<Instant> time,
        long order,
        float value,
        Map<String, String> context)
        implements Comparable<Interaction> {
    /** At most so many context entries an interaction. */
    public static final int MAX_CONTEXT = 16;

    /** @throws IllegalArgumentException if the value is not finite, the order negative or the context too large */
    public Interaction {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(time, "time");
        context = Map.copyOf(context);
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException("value: " + value + " is not a finite number");
        }
        if (order < 0) {
            throw new IllegalArgumentException("order: " + order + " is not allowed; 0 or more is");
        }
        if (context.size() > MAX_CONTEXT) {
            throw new IllegalArgumentException(
                    "context: " + context.size() + " entries given, at most " + MAX_CONTEXT + " allowed");
        }
    }

    /** An interaction at a time, with value 1. */
    public static Interaction of(UserId user, ItemId item, InteractionType type, Instant time) {
        return new Interaction(user, item, type, Optional.of(time), 0, 1, Map.of());
    }

    /**
     * Oldest first: undated interactions before dated ones, by order; dated ones by time, then order; ties by item and
     * type, so that a history has one order on every node.
     */
    @Override
    public int compareTo(Interaction other) {
        int result = time.orElse(Instant.MIN).compareTo(other.time.orElse(Instant.MIN));
        if (result == 0) {
            result = Long.compare(order, other.order);
        }
        if (result == 0) {
            result = item.compareTo(other.item);
        }
        return result != 0 ? result : type.compareTo(other.type);
    }
}
