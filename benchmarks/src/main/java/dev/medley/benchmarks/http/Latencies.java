package dev.medley.benchmarks.http;

import java.util.Arrays;
import java.util.List;

/** Every latency of a run, in nanoseconds: exact quantiles, no buckets. One thread. */
public final class Latencies {
    private long[] nanos = new long[1 << 12];
    private int size;

    /** Takes in one more. */
    public void add(long latencyNanos) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        nanos[size++] = latencyNanos;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** All of them, sorted. */
    public static Latencies merge(List<Latencies> parts) {
        Latencies all = new Latencies();
        for (Latencies part : parts) {
            for (int i = 0; i < part.size; i++) {
                all.add(part.nanos[i]);
            }
        }
        Arrays.sort(all.nanos, 0, all.size);
        return all;
    }

    /** The quantile, 0 to 1, in milliseconds; of a {@linkplain #merge merged} one. */
    public double millis(double quantile) {
        return size == 0 ? Double.NaN : nanos[(int) Math.min(size - 1, Math.ceil(quantile * size) - 1)] / 1e6;
    }
}
