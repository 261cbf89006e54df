package dev.medley.platform.store;

import dev.medley.spi.context.CounterWindow;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * How often something happened: ever, and with exponential forgetting. Everything is counted in whole numbers, the
 * forgetting counters by minute and by hour of the event's own time, and only a read weighs the buckets: so the order in
 * which events come, or go again, changes nothing.
 *
 * <p>A bucket weighs {@code 2^(-age/half-life)} with the age in whole buckets, which is within 7 % (minutes) and 3 %
 * (hours) of the exact weight; after 20 half-lives it weighs nothing and is dropped. An event weighs 1 from one bucket
 * before log time on, nothing while it lies further in the future. Undated events count only in the total.
 *
 * <p>One thread writes, any reads.
 */
final class Tally {
    private volatile long total;
    private volatile Buckets minutes = Buckets.NONE;
    private volatile Buckets hours = Buckets.NONE;

    /** Sorted by bucket. The writer counts in place and then publishes the object again. */
    private record Buckets(int[] buckets, int[] counts) {
        static final Buckets NONE = new Buckets(new int[0], new int[0]);
    }

    /** The buckets of a window. */
    private enum Grain {
        MINUTES(60, CounterWindow.TEN_MINUTES),
        HOURS(3_600, CounterWindow.DAY);

        private static final int HALF_LIVES = 20;

        private final int seconds;
        private final double[] weights;

        Grain(int seconds, CounterWindow window) {
            this.seconds = seconds;
            double perHalfLife = (double) window.halfLife().toSeconds() / seconds;
            this.weights = new double[(int) (HALF_LIVES * perHalfLife) + 1];
            for (int age = 0; age < weights.length; age++) {
                weights[age] = Math.pow(2, -age / perHalfLife);
            }
        }

        int bucket(long epochSecond) {
            return (int) Math.clamp(Math.floorDiv(epochSecond, seconds), Integer.MIN_VALUE, Integer.MAX_VALUE);
        }

        boolean isOver(int bucket, int now) {
            return (long) now - bucket >= weights.length;
        }

        double weight(int bucket, int now) {
            long age = (long) now - bucket;
            if (age < -1 || age >= weights.length) {
                return 0;
            }
            return weights[(int) Math.max(0, age)];
        }
    }

    /** The bucket that log time is in: until it changes, a read gives the same if nothing was written. */
    static int bucketAt(CounterWindow window, long nowSecond) {
        return switch (window) {
            case TEN_MINUTES -> Grain.MINUTES.bucket(nowSecond);
            case DAY -> Grain.HOURS.bucket(nowSecond);
            case TOTAL -> 0;
        };
    }

    /** Counts one event, or takes it back with a delta of -1. */
    void add(Optional<Instant> time, int delta, long nowSecond) {
        // Not below 0, for what is taken back may have been counted before the counter itself was dropped.
        total = Math.max(0, total + delta);
        if (time.isPresent()) {
            long second = time.get().getEpochSecond();
            minutes = count(minutes, Grain.MINUTES, Grain.MINUTES.bucket(second), delta, nowSecond);
            hours = count(hours, Grain.HOURS, Grain.HOURS.bucket(second), delta, nowSecond);
        }
    }

    /** Counts all that another one has, or takes it back with a sign of -1. */
    void addAll(Tally other, int sign, long nowSecond) {
        total = Math.max(0, total + sign * other.total);
        minutes = countAll(minutes, Grain.MINUTES, other.minutes, sign, nowSecond);
        hours = countAll(hours, Grain.HOURS, other.hours, sign, nowSecond);
    }

    double value(CounterWindow window, long nowSecond) {
        return switch (window) {
            case TEN_MINUTES -> weigh(minutes, Grain.MINUTES, nowSecond);
            case DAY -> weigh(hours, Grain.HOURS, nowSecond);
            case TOTAL -> total;
        };
    }

    long total() {
        return total;
    }

    private static double weigh(Buckets counted, Grain grain, long nowSecond) {
        int now = grain.bucket(nowSecond);
        double sum = 0;
        for (int i = 0; i < counted.buckets.length; i++) {
            sum += counted.counts[i] * grain.weight(counted.buckets[i], now);
        }
        return sum;
    }

    private static Buckets countAll(Buckets counted, Grain grain, Buckets others, int sign, long nowSecond) {
        Buckets result = counted;
        for (int i = 0; i < others.buckets.length; i++) {
            result = count(result, grain, others.buckets[i], sign * others.counts[i], nowSecond);
        }
        return result;
    }

    private static Buckets count(Buckets counted, Grain grain, int bucket, int delta, long nowSecond) {
        int now = grain.bucket(nowSecond);
        if (grain.isOver(bucket, now)) {
            return counted;
        }
        int place = Arrays.binarySearch(counted.buckets, bucket);
        if (place >= 0) {
            counted.counts[place] = Math.max(0, counted.counts[place] + delta);
            return counted;
        }
        return delta <= 0 ? counted : inserted(counted, grain, bucket, delta, now);
    }

    private static Buckets inserted(Buckets counted, Grain grain, int bucket, int delta, int now) {
        int over = 0;
        while (over < counted.buckets.length && grain.isOver(counted.buckets[over], now)) {
            over++;
        }
        int before = Math.max(over, -Arrays.binarySearch(counted.buckets, bucket) - 1);
        int length = counted.buckets.length - over + 1;
        int[] buckets = new int[length];
        int[] counts = new int[length];
        System.arraycopy(counted.buckets, over, buckets, 0, before - over);
        System.arraycopy(counted.counts, over, counts, 0, before - over);
        buckets[before - over] = bucket;
        counts[before - over] = delta;
        int after = counted.buckets.length - before;
        System.arraycopy(counted.buckets, before, buckets, before - over + 1, after);
        System.arraycopy(counted.counts, before, counts, before - over + 1, after);
        return new Buckets(buckets, counts);
    }
}
