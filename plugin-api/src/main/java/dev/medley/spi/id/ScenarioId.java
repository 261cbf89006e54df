package dev.medley.spi.id;

/**
 * A team's ranking context, such as {@code live} or {@code search}.
 *
 * @param value 1 to 64 characters, a lower-case letter first, then {@code a-z 0-9 - _}
 */
public record ScenarioId(String value) implements Comparable<ScenarioId> {
    /** @throws IllegalArgumentException if the value is not of the form that the parameter describes */
    public ScenarioId {
        Identifiers.name("scenario", value);
    }

    @Override
    public int compareTo(ScenarioId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
