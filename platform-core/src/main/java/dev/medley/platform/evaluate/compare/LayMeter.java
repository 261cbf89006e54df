package dev.medley.platform.evaluate.compare;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

/**
 * Has a method lay slates and takes the time and the allocation of each, on the calling thread. What a method does before
 * the first slate is spread over all of them.
 */
final class LayMeter {
    private static final com.sun.management.ThreadMXBean THREADS =
            ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads ? threads : null;

    private final long[] nanos;
    private long bytes;
    private int slates;
    private long begun;

    LayMeter(int cases) {
        nanos = new long[cases];
    }

    private static long allocated() {
        return THREADS == null ? 0 : THREADS.getCurrentThreadAllocatedBytes();
    }

    void begin(SlateMethod method, List<SlateCase> cases) {
        long bytesBefore = allocated();
        long before = System.nanoTime();
        method.begin(cases);
        begun = System.nanoTime() - before;
        bytes += allocated() - bytesBefore;
    }

    int lay(SlateMethod method, SlateCase slate, int[] order) {
        long bytesBefore = allocated();
        long before = System.nanoTime();
        int count = method.lay(slate, order);
        nanos[slates++] = System.nanoTime() - before;
        bytes += allocated() - bytesBefore;
        return count;
    }

    /** Microseconds that this share of the slates took at most. */
    double micros(double share) {
        if (slates == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, slates);
        Arrays.sort(sorted);
        int rank = Math.clamp((int) Math.ceil(share * slates) - 1, 0, slates - 1);
        return (sorted[rank] + (double) begun / slates) / 1_000;
    }

    /** Bytes a slate; NaN where the virtual machine does not count them. */
    double bytes() {
        return slates == 0 || THREADS == null ? Double.NaN : (double) bytes / slates;
    }
}
