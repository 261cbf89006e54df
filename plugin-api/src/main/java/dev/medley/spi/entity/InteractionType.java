package dev.medley.spi.entity;

/**
 * What a user did with an item. The constants have a fixed meaning; a data set may bring others and says in its
 * {@code dataset.yaml} what they mean for which task.
 *
 * @param value 1 to 64 characters, a lower-case letter first, then {@code a-z 0-9 - _}
 */
public record InteractionType(String value) implements Comparable<InteractionType> {
    /** Opened, entered, clicked. */
    public static final InteractionType CLICK = new InteractionType("click");

    /** Watched; the value is the share watched, 0 to 1, where it is known. */
    public static final InteractionType WATCH = new InteractionType("watch");

    /** Liked. */
    public static final InteractionType LIKE = new InteractionType("like");

    /** Rated; the value is the rating. */
    public static final InteractionType RATE = new InteractionType("rate");

    /** Followed the author or host. */
    public static final InteractionType FOLLOW = new InteractionType("follow");

    /** Shared. */
    public static final InteractionType SHARE = new InteractionType("share");

    /** Gave a gift; the value is its worth. */
    public static final InteractionType GIFT = new InteractionType("gift");

    /** Put into the cart. */
    public static final InteractionType ADD_TO_CART = new InteractionType("add_to_cart");

    /** Bought; the value is the quantity or price, as the data set says. */
    public static final InteractionType PURCHASE = new InteractionType("purchase");

    /** Hid it: negative. */
    public static final InteractionType HIDE = new InteractionType("hide");

    /** Reported it: negative. */
    public static final InteractionType REPORT = new InteractionType("report");

    /** @throws IllegalArgumentException if the value is not of the form that the parameter describes */
    public InteractionType {
        if (value == null || !value.matches("[a-z][a-z0-9_-]{0,63}")) {
            throw new IllegalArgumentException("interaction type '" + value
                    + "' is not allowed: 1 to 64 characters, a lower-case letter first, then a-z, 0-9, '-' or '_'");
        }
    }

    /** Whether it speaks against the item: such interactions never make it popular. */
    public boolean isNegative() {
        return equals(HIDE) || equals(REPORT);
    }

    @Override
    public int compareTo(InteractionType other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
