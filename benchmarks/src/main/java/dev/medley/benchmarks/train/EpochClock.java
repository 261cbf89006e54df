package dev.medley.benchmarks.train;

import dev.medley.platform.train.TrainingListener;
import java.util.function.LongSupplier;

/**
 * Times one epoch of a trainer from what it tells: it reports after its first step and then after every
 * {@value #STEPS_APART}th, and once more when the epoch has been validated. One thread.
 */
final class EpochClock implements TrainingListener {
    /** Steps from one report to the next. */
    static final int STEPS_APART = 16;

    private static final double NANOS = 1e9;

    private final LongSupplier nanos;
    private final int rows;
    private final int batch;
    private final long begun;
    private long first;
    private long last;
    private int reports;
    private long validated;

    /**
     * Starts the clock.
     *
     * @param nanos the time, such as {@link System#nanoTime}
     * @param rows of an epoch
     * @param batch rows of a step; the last one has what is left
     */
    EpochClock(LongSupplier nanos, int rows, int batch) {
        this.nanos = nanos;
        this.rows = rows;
        this.batch = batch;
        begun = nanos.getAsLong();
    }

    /** Whether so many rows give more than one report. */
    static boolean canTime(int rows, int batch) {
        return (rows + batch - 1) / batch > STEPS_APART;
    }

    @Override
    public void progress(double share, String message) {
        last = nanos.getAsLong();
        if (reports++ == 0) {
            first = last;
        }
    }

    @Override
    public void epoch(int epoch, int epochs, double loss, double validation, double secondsLeft) {
        validated = nanos.getAsLong();
    }

    /** Rows a second, between the first report and the last: steps, and nothing else. */
    double rowsPerSecond() {
        if (reports < 2) {
            throw new IllegalStateException("reports: " + reports + "; two are needed, of more than " + STEPS_APART
                    + " steps; the epoch has " + rows + " rows in steps of " + batch);
        }
        int reached = Math.min(rows, ((reports - 1) * STEPS_APART + 1) * batch);
        return (reached - batch) / ((last - first) / NANOS);
    }

    /** Seconds of all steps of the epoch, at that rate. */
    double steppingSeconds() {
        return rows / rowsPerSecond();
    }

    /** Seconds before the first step: keys are looked up, and tables are made. */
    double startingSeconds() {
        return (first - begun) / NANOS - Math.min(rows, batch) / rowsPerSecond();
    }

    /** Seconds from the last step to the figure of the epoch. */
    double validatingSeconds() {
        int steps = (rows + batch - 1) / batch;
        int behind = steps - 1 - (reports - 1) * STEPS_APART;
        int rowsBehind = behind == 0 ? 0 : rows - (steps - behind) * batch;
        return (validated - last) / NANOS - rowsBehind / rowsPerSecond();
    }
}
