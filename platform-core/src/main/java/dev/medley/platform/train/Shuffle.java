package dev.medley.platform.train;

/** A fixed order of 0 … count-1 that takes no memory: steps of a length that has no divisor in common with the count. */
final class Shuffle {
    private final int count;
    private final long step;
    private final long start;

    Shuffle(int count, long seed) {
        this.count = count;
        start = count == 0 ? 0 : Math.floorMod(Mix.of(seed, 3), (long) count);
        long candidate = (long) (count * 0.618_033_988_75) | 1;
        while (greatestDivisor(candidate, count) > 1) {
            candidate += 2;
        }
        step = candidate;
    }

    /** Which comes at that place. */
    int at(int place) {
        return (int) ((start + place * step) % count);
    }

    private static long greatestDivisor(long left, long right) {
        return right == 0 ? left : greatestDivisor(right, left % right);
    }
}
