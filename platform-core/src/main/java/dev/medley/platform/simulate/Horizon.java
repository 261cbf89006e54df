package dev.medley.platform.simulate;

import dev.medley.platform.dataset.DemoSociety;
import dev.medley.platform.dataset.DemoWorld;
import dev.medley.platform.simulate.BoredVisitors.Boredom;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/**
 * Whether diversity pays over days when people get bored, and where it does not. States the model, prints the curve by day,
 * and what becomes of it for other weights and other boredom.
 */
public final class Horizon {
    private static final double ALPHA = 4;
    private static final double THETA = 0.15;
    private static final Boredom USUAL = new Boredom(0.05, 2);
    private static final double[] THETAS = {0.02, 0.05, 0.1, 0.15, 0.3, 0.6};
    private static final double[] STRENGTHS = {0, 0.01, 0.02, 0.05, 0.15};
    private static final double[] HALF_LIVES = {0.25, 2, 7};
    /** The demo world is as old as it is told to be; its people and tastes do not depend on that. */
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final int days;
    private final int people;
    private final PrintStream out;
    private final BoredVisitors visitors;

    /**
     * A simulation.
     *
     * @param people the first so many of the demo world, 1 to 2,000
     * @param days 2 or more
     * @param out where it says what it finds
     */
    public Horizon(int people, int days, long seed, PrintStream out) {
        this.days = days;
        this.people = people;
        this.out = out;
        DemoSociety society = DemoWorld.society(seed, NOW);
        visitors = new BoredVisitors(society, people, days, seed);
    }

    /** Runs everything, on the calling thread; returns the curve as SVG. */
    public String run() {
        say(
                "%,d people of the demo world, %d days of %d visits, %d places of %d candidates",
                people, days, BoredVisitors.VISITS_A_DAY, BoredVisitors.PLACES, BoredVisitors.CANDIDATES);
        say(
                "an item is engaged with by liking * exp(-%s * satiation) of its place's attention (1 / log2(2 + place));",
                USUAL.strength());
        say(
                "satiation with an interest grows by the attention of what is seen of it, and halves in %s days",
                USUAL.halfLifeDays());
        say(
                "values are the true liking; nobody tells the ranking of boredom; a video may come again on another visit. Diversity: + %s * log det(I + %s L)",
                THETA, ALPHA);
        double[] off = visitors.engagement(SlateOrder.BY_VALUE, USUAL);
        double[] on = visitors.engagement(new LogDetOrder(THETA, ALPHA), USUAL);
        curve(off, on);
        thetas(off);
        boredoms();
        return CurveSvg.of(
                "Engagement a visit, by day",
                new CurveSvg.Curve("diversity off", off),
                new CurveSvg.Curve("diversity on", on));
    }

    private void curve(double[] off, double[] on) {
        say("%n  day      off       on  difference  total so far");
        double totalOff = 0;
        double totalOn = 0;
        int since = 0;
        for (int day = 0; day < days; day++) {
            totalOff += off[day];
            totalOn += on[day];
            if (on[day] <= off[day]) {
                since = day + 1;
            }
            say(
                    "  %3d %8.4f %8.4f %+10.2f%% %+12.2f%%",
                    day + 1, off[day], on[day], percent(on[day], off[day]), percent(totalOn, totalOff));
        }
        say(since == days ? "diversity does not win" : "diversity wins on every day from day %d on", since + 1);
    }

    private void thetas(double[] off) {
        say("%nWeight of diversity, same boredom: total engagement against diversity off (first day, all days)");
        for (double theta : THETAS) {
            double[] on = visitors.engagement(new LogDetOrder(theta, ALPHA), USUAL);
            say("  %5s %+8.2f%% %+8.2f%%", theta, percent(on[0], off[0]), percent(sum(on), sum(off)));
        }
    }

    private void boredoms() {
        StringBuilder head = new StringBuilder();
        for (double halfLife : HALF_LIVES) {
            head.append(String.format(Locale.ROOT, "%9s d", halfLife));
        }
        say("%nBoredom (rows) and its half-life (columns), weight %s: total engagement against diversity off", THETA);
        say("       %s", head);
        for (double strength : STRENGTHS) {
            StringBuilder row = new StringBuilder();
            for (double halfLife : HALF_LIVES) {
                Boredom boredom = new Boredom(strength, halfLife);
                double off = sum(visitors.engagement(SlateOrder.BY_VALUE, boredom));
                double on = sum(visitors.engagement(new LogDetOrder(THETA, ALPHA), boredom));
                row.append(String.format(Locale.ROOT, "%+10.2f%%", percent(on, off)));
            }
            say("  %5s%s", strength, row);
        }
    }

    private static double sum(double[] engagement) {
        return Arrays.stream(engagement).sum();
    }

    private static double percent(double now, double before) {
        return 100 * (now / before - 1);
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
