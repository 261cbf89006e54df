package dev.medley.testkit;

/** How a random component misbehaves, if it does. */
enum Fault {
    NONE,
    /** Says that it does not take part. */
    DISABLED,
    /** Throws when asked whether it takes part. */
    CANNOT_SAY,
    /** Throws when called, after half of its work. */
    THROWS,
    /** Throws an error as a class that was compiled against another library does. */
    THROWS_ERROR,
    /** Does what the contract of its kind forbids. */
    BREACHES;

    boolean isEnabled() {
        return switch (this) {
            case DISABLED -> false;
            case CANNOT_SAY -> throw new IllegalStateException("cannot say");
            case NONE, THROWS, THROWS_ERROR, BREACHES -> true;
        };
    }

    /** Throws if that is the fault. */
    void strike() {
        switch (this) {
            case THROWS -> throw new IllegalStateException("fails");
            case THROWS_ERROR -> throw new NoSuchMethodError("fails");
            case NONE, DISABLED, CANNOT_SAY, BREACHES -> {}
        }
    }
}
