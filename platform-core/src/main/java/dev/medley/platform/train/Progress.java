package dev.medley.platform.train;

/** Hears how far a training is, and may end it. */
@FunctionalInterface
interface Progress {
    /**
     * So far.
     *
     * @param share 0 to 1
     * @param message what is being done
     */
    void at(double share, String message);

    /** A part of this progress, from one share to another. */
    default Progress part(double from, double to) {
        return (share, message) -> at(from + share * (to - from), message);
    }
}
