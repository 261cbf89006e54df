package dev.medley.platform.rerank.exposure;

/**
 * Spends a budget evenly: a proportional-integral controller whose output is a factor on what spends, such as the weight of
 * a bonus. Anti-windup is by back-calculation: while the factor is at a bound, the integral is led back by what was cut off,
 * so that it does not pile up what cannot be acted on, and the factor leaves the bound as soon as there is reason to (K.
 * Astrom, T. Hagglund, Advanced PID Control, 2006, section 3.5). One thread.
 */
public final class Pacing {
    private final Settings settings;
    private double integral;
    private double factor;

    /**
     * The controller.
     *
     * @param proportional what a rate that is off by the whole plan adds at once, 0 to 100
     * @param integral what it adds for every unit of time that it lasts, 0 to 100
     * @param tracking how fast the integral is led back while the factor is at a bound, in parts of what was cut off for
     *     every unit of time, 0 to 100; 0 is no anti-windup
     * @param least the least factor
     * @param most the greatest factor, above the least
     */
    public record Settings(double proportional, double integral, double tracking, double least, double most) {
        /** For one update a unit of time, and a factor that is 1 where the plan is met without help. */
        public static final Settings USUAL = new Settings(0.4, 0.15, 0.5, 0, 4);

        private static final double MOST_GAIN = 100;

        /** @throws IllegalArgumentException naming what is out of its range */
        public Settings {
            require("proportional", proportional);
            require("integral", integral);
            require("tracking", tracking);
            if (!(least < most && least > Double.NEGATIVE_INFINITY && most < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("bounds: " + least + " to " + most
                        + " is not allowed; two finite numbers, the first one less, are");
            }
        }

        private static void require(String name, double gain) {
            if (!(gain >= 0 && gain <= MOST_GAIN)) {
                throw new IllegalArgumentException(
                        name + ": " + gain + " is not allowed; a number from 0 to " + MOST_GAIN + " is");
            }
        }
    }

    /** A controller whose factor begins at 1, or at the bound that is nearest to it. */
    public Pacing(Settings settings) {
        this(settings, Math.clamp(1, settings.least(), settings.most()));
    }

    /** A controller that goes on from the {@link #state} of another. */
    public Pacing(Settings settings, double state) {
        this.settings = settings;
        integral = Double.isFinite(state) ? state : 1;
        factor = Math.clamp(integral, settings.least(), settings.most());
    }

    /** The factor now. */
    public double factor() {
        return factor;
    }

    /** What another one can go on from. */
    public double state() {
        return integral;
    }

    /**
     * Looks at what was spent and says the factor from now on.
     *
     * @param planned what was to be spent since the last look, above 0; otherwise nothing changes
     * @param spent what was, 0 or more
     * @param time since the last look, in the unit of the gains, above 0
     */
    public double update(double planned, double spent, double time) {
        if (!(planned > 0 && time > 0 && spent >= 0 && spent < Double.POSITIVE_INFINITY)) {
            return factor;
        }
        // A plan that was missed tenfold pushes no more than one that was missed once.
        double error = Math.clamp((planned - spent) / planned, -1, 1);
        double wanted = integral + settings.proportional() * error;
        factor = Math.clamp(wanted, settings.least(), settings.most());
        integral += (settings.integral() * error + settings.tracking() * (factor - wanted)) * time;
        return factor;
    }
}
