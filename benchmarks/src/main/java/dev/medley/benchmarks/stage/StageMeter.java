package dev.medley.benchmarks.stage;

import com.sun.management.ThreadMXBean;
import dev.medley.platform.execute.ComponentMetrics;
import dev.medley.platform.execute.Stage;
import dev.medley.spi.id.ScenarioId;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * Adds up what each stage takes while requests run one after the other. Time is what the pipeline's own clock says. Of
 * one request in {@value #SAMPLED} the time is left out; instead, at the end of each stage, the bytes that all threads of
 * the JVM have allocated are read, which takes some microseconds. What is allocated between two stages counts for the
 * later one.
 *
 * <p>One request at a time; its threads hand over to each other, so nothing here is locked.
 */
final class StageMeter implements ComponentMetrics {
    private static final int SAMPLED = 16;
    private static final int STAGES = Stage.values().length;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** The one of this JVM: JMH makes benchmark and profiler each by itself. */
    static final StageMeter OF_THIS_JVM = new StageMeter();

    private final long[] nanos = new long[STAGES];
    private final long[] bytes = new long[STAGES];
    private double candidates;
    private long timedNanos;
    private long timed;
    private long sampled;

    private long count;
    private boolean sampling;
    private long startNanos;
    private long lastBytes;

    private StageMeter() {}

    void reset() {
        Arrays.fill(nanos, 0);
        Arrays.fill(bytes, 0);
        timedNanos = 0;
        timed = 0;
        sampled = 0;
    }

    /** How many have been answered. */
    long requests() {
        return timed + sampled;
    }

    /** How many candidates a request has, on average. */
    double candidates() {
        return candidates;
    }

    void setCandidates(double candidatesOfARequest) {
        candidates = candidatesOfARequest;
    }

    /** A request begins. */
    void begin() {
        sampling = count++ % SAMPLED == 0;
        if (sampling) {
            lastBytes = THREADS.getTotalThreadAllocatedBytes();
        } else {
            startNanos = System.nanoTime();
        }
    }

    @Override
    public void stageEnded(ScenarioId scenario, Stage stage, long part) {
        if (sampling) {
            addBytes(stage);
        } else {
            nanos[stage.ordinal()] += part;
        }
    }

    /** It has been answered. */
    void end() {
        if (sampling) {
            sampled++;
        } else {
            timedNanos += System.nanoTime() - startNanos;
            timed++;
        }
    }

    /** Microseconds a request in that stage. */
    double micros(Stage stage) {
        return nanos[stage.ordinal()] / 1e3 / timed;
    }

    /** Microseconds a request from begin to end, hand-overs between threads included. */
    double micros() {
        return timedNanos / 1e3 / timed;
    }

    /** Bytes a request in that stage. */
    double bytes(Stage stage) {
        return (double) bytes[stage.ordinal()] / sampled;
    }

    private void addBytes(Stage stage) {
        long now = THREADS.getTotalThreadAllocatedBytes();
        bytes[stage.ordinal()] += now - lastBytes;
        lastBytes = now;
    }
}
