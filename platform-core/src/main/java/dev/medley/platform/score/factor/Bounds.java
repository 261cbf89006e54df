package dev.medley.platform.score.factor;

/** Refusals that name the setting, its value and what is allowed. */
public final class Bounds {
    private Bounds() {}

    public static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", it must be from " + least + " to " + most);
        }
    }

    public static void requirePositive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " is " + value + ", it must be above 0 and finite");
        }
    }

    public static void requireNotNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " is " + value + ", it must be finite and not negative");
        }
    }

    public static void requireShare(String name, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " is " + value + ", it must be above 0 and at most 1");
        }
    }

    public static void requireLength(String name, float[] array, long length) {
        if (array.length != length) {
            throw new IllegalArgumentException(name + " has " + array.length + " numbers, it must have " + length);
        }
    }
}
