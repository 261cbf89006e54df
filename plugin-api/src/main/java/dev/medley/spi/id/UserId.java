package dev.medley.spi.id;

/**
 * A user, as the calling service knows them.
 *
 * @param value 1 to 256 characters without control characters
 */
public record UserId(String value) implements Comparable<UserId> {
    /** @throws IllegalArgumentException if the value is not of the form that the parameter describes */
    public UserId {
        Identifiers.key("user", value);
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
