package dev.medley.platform.score.embedding;

/** What arguments must be, and what is said of those that are not. */
final class Checks {
    private Checks() {}

    /** @throws IllegalArgumentException unless the condition holds, naming the field, its value and what is allowed */
    static void require(boolean condition, String field, Number value, String allowed) {
        if (!condition) {
            throw new IllegalArgumentException(field + " is " + value + "; allowed: " + allowed);
        }
    }

    /** @throws IllegalArgumentException if one of those floats is not finite */
    static void requireFinite(String name, float[] floats, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (!Float.isFinite(floats[i])) {
                throw new IllegalArgumentException(
                        name + "[" + i + "] is " + floats[i] + "; only finite numbers are allowed");
            }
        }
    }

    /** @throws IndexOutOfBoundsException if so many rows of so many floats do not lie in an array */
    static void requireRoom(int count, int floats, float[] array, int from) {
        if (from < 0 || from + (long) count * floats > array.length) {
            throw new IndexOutOfBoundsException(count + " rows of " + floats + " floats from " + from
                    + " on do not lie in an array of " + array.length);
        }
    }
}
