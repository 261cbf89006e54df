package dev.medley.spi.id;

/**
 * What a model predicts about a user and an item, such as {@code click}.
 *
 * @param value 1 to 64 characters, a lower-case letter first, then {@code a-z 0-9 - _}
 */
public record TaskId(String value) implements Comparable<TaskId> {
    /** @throws IllegalArgumentException if the value is not of the form that the parameter describes */
    public TaskId {
        Identifiers.name("task", value);
    }

    @Override
    public int compareTo(TaskId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
