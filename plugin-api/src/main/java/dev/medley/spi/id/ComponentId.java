package dev.medley.spi.id;

/**
 * The name of one component of a scenario, unique within it; it appears in metrics, traces and provenance.
 *
 * @param value 1 to 64 characters, a lower-case letter first, then {@code a-z 0-9 - _}
 */
public record ComponentId(String value) implements Comparable<ComponentId> {
    /** @throws IllegalArgumentException if the value is not of the form that the parameter describes */
    public ComponentId {
        Identifiers.name("component", value);
    }

    @Override
    public int compareTo(ComponentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
