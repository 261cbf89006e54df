package dev.medley.benchmarks.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EpochClockTest {
    private static final long SECOND = 1_000_000_000;
    private static final int BATCH = 100;

    private long now = 5 * SECOND;

    /** Steps take a second each, making ready three, validation two. */
    private EpochClock timed(int rows) {
        EpochClock clock = new EpochClock(() -> now, rows, BATCH);
        now += 3 * SECOND;
        int steps = (rows + BATCH - 1) / BATCH;
        for (int step = 0; step < steps; step++) {
            int size = Math.min(BATCH, rows - step * BATCH);
            now += SECOND * size / BATCH;
            if (step % EpochClock.STEPS_APART == 0) {
                clock.progress(0.5, "epoch 1 of 1");
            }
        }
        now += 2 * SECOND;
        clock.epoch(1, 1, 0.5, 0.7, 0);
        return clock;
    }

    @Test
    void tellsTheStepsOfAnEpochFromWhatIsBeforeAndBehindThem() {
        // 40 steps, the last of half the size: reports after the 1st, 17th and 33rd.
        EpochClock clock = timed(3950);

        assertThat(clock.rowsPerSecond()).isCloseTo(100, within(1e-9));
        assertThat(clock.steppingSeconds()).isCloseTo(39.5, within(1e-9));
        assertThat(clock.startingSeconds()).isCloseTo(3, within(1e-9));
        assertThat(clock.validatingSeconds()).isCloseTo(2, within(1e-9));
    }

    @Test
    void countsNoRowsBehindAReportOfTheLastStep() {
        EpochClock clock = timed(1650);

        assertThat(clock.steppingSeconds()).isCloseTo(16.5, within(1e-9));
        assertThat(clock.validatingSeconds()).isCloseTo(2, within(1e-9));
    }

    @Test
    void cannotTimeAnEpochOfOneReport() {
        assertThat(EpochClock.canTime(1600, BATCH)).isFalse();
        assertThat(EpochClock.canTime(1601, BATCH)).isTrue();

        EpochClock clock = timed(1600);
        assertThatThrownBy(clock::rowsPerSecond)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1600 rows in steps of 100");
    }
}
