package dev.medley.platform.rerank.exposure;

/**
 * What a usual value of a scenario is, followed in the logarithm, so that a factor on all values is a shift. The mean is
 * slow, for a scale that trembles moves shares, and one that follows the hours of the day takes away what they bring; but when
 * values are off to one side for longer than chance explains, they have been scaled, as by a new model or another weight, and
 * the mean is moved by as much as they are off from what they were just before. How that is seen is Page's cumulative sum: E.
 * S. Page, Continuous Inspection Schemes, Biometrika 41, 1954, with an allowance of {@value #ALLOWANCE} and a limit of
 * {@value #LIMIT} deviations. One thread.
 */
public final class RunningScale {
    /** With fewer slates a scale is no better than somebody else's. */
    public static final double ENOUGH = 8;

    /** Fewer slates in a row may be one person's. */
    private static final int LEAST_RUN = 4;

    private static final double MOST_SEEN = 10_000;
    /** Slates that say what is usual just now. */
    private static final double NOW = 100;
    /** Slates after a change until it is known how large it was. */
    private static final double SETTLED = 200;

    private static final double ALLOWANCE = 1;
    private static final double LIMIT = 6;
    /** Before the deviation is known it is taken as this, and it is never taken as less than the floor. */
    private static final double USUAL_DEVIATION = 0.3;

    private static final double LEAST_DEVIATION = 0.05;
    private static final double DEVIATION_KNOWN = 30;
    /** Less than this is nothing, and nothing has no scale. */
    private static final double LEAST = 1e-9;

    private static final double MOST = 1e9;
    private static final int BEST = 10;

    private State state;
    private final Side above = new Side(1);
    private final Side below = new Side(-1);

    /**
     * What can be kept.
     *
     * @param mean of the values' logarithms
     * @param variance of them
     * @param seen slates that the mean stands for, 0 to 10,000
     * @param local the same mean of the newest hundred slates
     * @param base what the mean is above the local one, while a change settles
     * @param settling slates since a change, up to 200; 0 when all has settled
     * @param asOf the time of the newest, in milliseconds since the epoch
     */
    public record State(
            double mean, double variance, double seen, double local, double base, double settling, long asOf) {
        private static final State NOTHING = new State(0, 0, 0, 0, 0, 0, Long.MIN_VALUE);

        /** @throws IllegalArgumentException if a number is not finite, or is negative and must not be */
        public State {
            boolean finite = Double.isFinite(mean + local + base) && Double.isFinite(variance + seen + settling);
            if (!finite || variance < 0 || seen < 0 || settling < 0) {
                throw new IllegalArgumentException("scale: " + mean + ", " + variance + ", " + seen + ", " + local
                        + ", " + base + ", " + settling
                        + " are not allowed; finite numbers, of which the second, third and sixth are 0 or more, are");
            }
        }
    }

    /** Nothing seen yet. */
    public RunningScale() {
        this(State.NOTHING);
    }

    /** Goes on from there. */
    public RunningScale(State state) {
        this.state = state;
    }

    /**
     * What {@link #add} takes of a slate: the mean of the {@value #BEST} greatest values of a scenario's candidates, of all
     * if there are fewer. The candidates and not what was shown, for how much of a scenario is shown depends on the scale.
     *
     * @param values by row; those that are not finite do not count
     * @param rows the candidates
     * @return 0 if there is none
     */
    public static double ofBest(float[] values, int[] rows) {
        double[] best = new double[BEST];
        int count = 0;
        for (int row : rows) {
            double value = values[row];
            if (!Double.isFinite(value) || count == BEST && value <= best[BEST - 1]) {
                continue;
            }
            int at = count < BEST ? count++ : BEST - 1;
            while (at > 0 && best[at - 1] < value) {
                best[at] = best[at - 1];
                at--;
            }
            best[at] = value;
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += best[i];
        }
        return count == 0 ? 0 : sum / count;
    }

    /**
     * Takes what {@link #ofBest} gave for one slate, at that time; what is not a finite number, or nearly 0, says nothing.
     *
     * @return whether with this slate it is evident that values have been scaled
     */
    public boolean add(double value, long time) {
        double size = Math.abs(value);
        if (!(size >= LEAST && size < Double.POSITIVE_INFINITY)) {
            return false;
        }
        double log = Math.log(Math.min(size, MOST));
        double deviation = deviation();
        if (state.seen() > 0) {
            above.add(log, deviation);
            below.add(log, deviation);
        }
        if (above.isOver(deviation)) {
            change(above, time);
            return true;
        }
        if (below.isOver(deviation)) {
            change(below, time);
            return true;
        }
        if (state.settling() > 0) {
            settle(log, time);
        } else {
            follow(log, time);
        }
        return false;
    }

    private void follow(double log, long time) {
        double seen = Math.min(MOST_SEEN, state.seen() + 1);
        double off = log - state.mean();
        double mean = state.mean() + off / seen;
        double variance = state.variance() + (off * (log - mean) - state.variance()) / seen;
        double local = state.local() + (log - state.local()) / Math.min(NOW, seen);
        state = new State(mean, Math.max(0, variance), seen, local, 0, 0, time);
    }

    private void settle(double log, long time) {
        double settling = state.settling() + 1;
        double local = state.local() + (log - state.local()) / settling;
        state = new State(
                local + state.base(),
                state.variance(),
                state.seen(),
                local,
                state.base(),
                settling < SETTLED ? settling : 0,
                time);
    }

    /** How values vary has not changed with the factor: in the logarithm it is a shift. */
    private void change(Side side, long time) {
        double local = side.sum / side.count;
        state = new State(local + side.base, state.variance(), state.seen(), local, side.base, side.count, time);
        above.forget();
        below.forget();
    }

    private double deviation() {
        double known = Math.min(1, state.seen() / DEVIATION_KNOWN);
        double variance = known * state.variance() + (1 - known) * USUAL_DEVIATION * USUAL_DEVIATION;
        return Math.max(LEAST_DEVIATION, Math.sqrt(variance));
    }

    /** The scale, above 0; 1 before anything was seen. */
    public double value() {
        return Math.exp(state.mean());
    }

    /** Whether {@link #value} is worth more than somebody else's. */
    public boolean isKnown() {
        return state.seen() >= ENOUGH;
    }

    /** What can be kept. */
    public State state() {
        return state;
    }

    /** Evidence that values have moved to one side, and what they have been since that began. */
    private final class Side {
        private final int sign;
        private double evidence;
        private double sum;
        private int count;
        private double base;

        private Side(int sign) {
            this.sign = sign;
        }

        private void add(double log, double deviation) {
            if (count == 0) {
                base = state.mean() - state.local();
            }
            evidence += sign * (log - state.mean()) - ALLOWANCE * deviation;
            sum += log;
            count++;
            if (evidence <= 0) {
                forget();
            }
        }

        private boolean isOver(double deviation) {
            return evidence > LIMIT * deviation && count >= LEAST_RUN;
        }

        private void forget() {
            evidence = 0;
            sum = 0;
            count = 0;
        }
    }
}
