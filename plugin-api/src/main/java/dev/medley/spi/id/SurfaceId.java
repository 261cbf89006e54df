package dev.medley.spi.id;

/**
 * A kind of item, such as {@code live} or {@code commodity}.
 *
 * @param value 1 to 64 characters, a lower-case letter first, then {@code a-z 0-9 - _}
 */
public record SurfaceId(String value) implements Comparable<SurfaceId> {
    /** @throws IllegalArgumentException if the value is not of the form that the parameter describes */
    public SurfaceId {
        Identifiers.name("surface", value);
    }

    @Override
    public int compareTo(SurfaceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
