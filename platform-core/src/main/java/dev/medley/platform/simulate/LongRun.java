package dev.medley.platform.simulate;

import dev.medley.platform.rerank.exposure.ExposureGoal;
import dev.medley.platform.rerank.exposure.PriceBook;
import dev.medley.platform.rerank.exposure.PriceSettings;
import dev.medley.platform.rerank.exposure.PriceSettings.Mirror;
import dev.medley.platform.rerank.exposure.RunningScale;
import dev.medley.platform.rerank.exposure.UserQuality;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Many requests with skewed demand: whether exposure comes to what is declared, what that costs, how the worst provider
 * fares beside P-MMF, and what a restart and a change of one scenario's scale do. Every figure is printed.
 */
public final class LongRun {
    /** What a gentle goal asks of the weak: a little more than they would get. */
    private static final double LIFT = 1.15;

    private static final double[] WEIGHTS = {0.02, 0.1, 0.5};
    private static final double[] ETAS = {0.001, 0.01, 0.1, 1};
    private static final int PERIOD_OF_PAPER = 256;
    /** Requests that P-MMF's step and period are chosen on, by its own objective. */
    private static final int TRIED = 20_000;

    private static final double MOMENTUM_OF_PAPER = 0.1;
    private static final PriceSettings SHARES = PriceSettings.USUAL;
    private static final PriceSettings WORST = new PriceSettings(Mirror.ENTROPIC, 0.3, 0.5, 0, 1_000, 400);

    private final int requests;
    private final PrintStream out;
    private final Market market;
    private final double[] usualWorth;

    /**
     * A simulation.
     *
     * @param requests how many every run serves, 10,000 or more
     * @param out where it says what it finds
     */
    public LongRun(int requests, long seed, PrintStream out) {
        this.requests = requests;
        this.out = out;
        market = new Market(seed);
        usualWorth = usualWorth();
    }

    /** Runs everything, on the calling thread. */
    public void run() {
        say(
                "%,d requests a run, %d places, %d candidates; %d nodes, prices anew every %d requests and one update late",
                requests, MarketRun.PLACES, new Market.Candidates().count, MarketRun.NODES, MarketRun.TICK);
        say("exposure in attention units (1 / log2(2 + place)), shares of all attention; value in units of a scenario's"
                + " usual value");
        MarketRun without = run(Map.of());
        double[] organic = {without.utility()};
        say("%nNo fairness: value %.4f; surfaces %s", organic[0], text(without.shares(MarketRun.SURFACE)));
        say("  providers %s", text(without.shares(MarketRun.PROVIDER)));
        gentle(without);
        exact(without);
        worst(without);
        restart();
        doubled();
    }

    private void gentle(MarketRun without) {
        Map<String, Double> surfaces = lifted(without.shares(MarketRun.SURFACE), 0.9);
        Map<String, Double> providers = lifted(without.shares(MarketRun.PROVIDER), 0.7);
        say(
                "%nShares that demand allows: every group at least 90 %% (surface) and 70 %% (provider) of what it gets"
                        + " unasked, the weakest quarter %.0f %%",
                100 * LIFT);
        judge(goals(surfaces, providers), without);
    }

    private void exact(MarketRun without) {
        Map<String, Double> surfaces = Map.of("commodity", 0.4, "live", 0.25, "video", 0.35);
        TreeMap<String, Double> providers = new TreeMap<>();
        for (int provider = 0; provider < Market.PROVIDERS; provider++) {
            providers.put(Market.provider(provider), 0.025);
        }
        say("%nShares against demand: surfaces exactly 40, 25 and 35 %%, every provider at least 2.5 %%");
        judge(goals(surfaces, providers), without);
    }

    /** Runs under the goals, and says how far shares and value are off. */
    private void judge(Map<String, ExposureGoal> goals, MarketRun without) {
        MarketRun run = run(goals);
        goals.forEach((attribute, goal) -> {
            Map<String, Double> got = run.shares(attribute);
            Map<String, Double> before = without.shares(attribute);
            Miss miss = miss(goal.groups(), got);
            Miss late = miss(goal.groups(), run.shares(attribute, run.windows() / 2, run.windows()));
            say(
                    "  %-8s declared %s%n           got      %s%n           unasked  %s",
                    attribute, text(goal.groups()), text(got), text(before));
            say(
                    "           worst miss %.2f %% of the share (%s), %.2f points; over the second half %.2f %%",
                    100 * miss.relative, miss.group, 100 * miss.points, 100 * late.relative);
        });
        double bound = bound(goals, run.meanPrices());
        say(
                "  value %.4f: %.2f %% of no fairness; of the most that any policy with these shares can have (%.4f, by"
                        + " duality) %.2f %%",
                run.utility(), 100 * run.utility() / without.utility(), bound, 100 * run.utility() / bound);
        UserQuality.Report quality = run.counts().quality().report();
        say(
                "  users: worst group %s has %.2f %% of the mean quality",
                quality.worst().map(UserQuality.GroupQuality::group).orElse("none"), 100 * quality.worstToMean());
    }

    private void worst(MarketRun without) {
        say("%nMax-min: the worst provider's share for its merit (all alike), over the mean share");
        say("  method                                        weight   value  of no fairness  max-min  objective");
        row("no fairness", 0, without, without);
        int horizon = 0;
        double eta = 0;
        double best = Double.NEGATIVE_INFINITY;
        int some = Math.min(requests, TRIED);
        for (int period : new int[] {PERIOD_OF_PAPER, some}) {
            for (double tried : ETAS) {
                double objective = objective(providerMaxMin(WEIGHTS[1], period, tried, some), WEIGHTS[1]);
                if (objective > best) {
                    best = objective;
                    horizon = period == some ? requests : period;
                    eta = tried;
                }
            }
        }
        for (double weight : WEIGHTS) {
            MarketRun own = run(Map.of(MarketRun.PROVIDER, new ExposureGoal.MaxMin(Map.of(), weight)), WORST);
            row("dual prices, entropic", weight, own, without);
            MarketRun euclidean = run(
                    Map.of(MarketRun.PROVIDER, new ExposureGoal.MaxMin(Map.of(), weight)),
                    new PriceSettings(Mirror.EUCLIDEAN, 0.05, 0.5, 0, 1_000, 400));
            row("dual prices, Euclidean", weight, euclidean, without);
            MarketRun other = providerMaxMin(weight, horizon, eta, requests);
            row("P-MMF, T %,d, eta %s".formatted(horizon, eta), weight, other, without);
        }
    }

    private MarketRun providerMaxMin(double weight, int horizon, double eta, int served) {
        return new MarketRun(market, Map.of(), SHARES, usualWorth)
                .with(new ProviderMaxMin(merit(), weight, eta, MOMENTUM_OF_PAPER, horizon, MarketRun.PLACES))
                .serve(served);
    }

    private static double[] merit() {
        double[] merit = new double[Market.PROVIDERS];
        Arrays.fill(merit, 1);
        return merit;
    }

    private void row(String name, double weight, MarketRun run, MarketRun without) {
        say(
                "  %-44s %7.2f %7.4f %14.2f%% %8.4f %10.4f",
                name,
                weight,
                run.utility(),
                100 * run.utility() / without.utility(),
                maxMin(run),
                objective(run, weight));
    }

    private static double objective(MarketRun run, double weight) {
        return run.utility() + weight * maxMin(run);
    }

    /** The least share of a provider, over the share that each would have if all had the same. */
    private static double maxMin(MarketRun run) {
        Map<String, Double> shares = run.shares(MarketRun.PROVIDER);
        double least = 1;
        for (int provider = 0; provider < Market.PROVIDERS; provider++) {
            least = Math.min(least, shares.getOrDefault(Market.provider(provider), 0.0));
        }
        return least * Market.PROVIDERS;
    }

    private void restart() {
        Map<String, ExposureGoal> goals = surfaceGoal();
        int half = requests / 2;
        say("%nRestart after %,d requests: worst miss of a surface's share in the 1,000 requests after it", half);
        MarketRun through = run(goals);
        for (boolean kept : new boolean[] {true, false}) {
            MarketRun run = new MarketRun(market, goals, SHARES, usualWorth).serve(half);
            run.restart(kept);
            run.serve(requests - half);
            int window = half / MarketRun.WINDOW;
            int until = window;
            while (until < run.windows()
                    && miss(goals.get(MarketRun.SURFACE).groups(), run.shares(MarketRun.SURFACE, until, until + 1))
                                    .points
                            > 0.02) {
                until++;
            }
            say(
                    "  %-42s %.2f points; within 2 points again after %,d requests; at the end %s",
                    kept ? "counts and prices kept" : "nothing kept, for comparison",
                    100
                            * miss(
                                            goals.get(MarketRun.SURFACE).groups(),
                                            run.shares(MarketRun.SURFACE, window, window + 1))
                                    .points,
                    (until - window) * MarketRun.WINDOW,
                    same(run, through) ? "equal to a run without a restart" : "not equal to a run without a restart");
        }
        say(
                "  %-42s %.2f points",
                "no restart",
                100
                        * miss(
                                        goals.get(MarketRun.SURFACE).groups(),
                                        through.shares(
                                                MarketRun.SURFACE,
                                                half / MarketRun.WINDOW,
                                                half / MarketRun.WINDOW + 1))
                                .points);
    }

    private static boolean same(MarketRun one, MarketRun other) {
        return one.book().tables().equals(other.book().tables());
    }

    private void doubled() {
        int half = requests / 2;
        say(
                "%nOne scenario's scores doubled after %,d requests: how far a surface's share is from the run where they"
                        + " were not",
                half);
        say("  prices  scenario    first 1,000   first 5,000   all after   (points)");
        for (boolean fair : new boolean[] {false, true}) {
            Map<String, ExposureGoal> goals = fair ? surfaceGoal() : Map.of();
            MarketRun through = run(goals);
            for (int surface = 0; surface < Market.SURFACES.length; surface++) {
                MarketRun run = new MarketRun(market, goals, SHARES, usualWorth).serve(half);
                run.multiplyScores(surface, 2);
                run.serve(requests - half);
                int first = half / MarketRun.WINDOW;
                say(
                        "  %-7s %-10s %12.2f %13.2f %11.2f",
                        fair ? "on" : "off",
                        Market.SURFACES[surface],
                        100 * moved(run, through, first, first + 1),
                        100 * moved(run, through, first, Math.min(run.windows(), first + 5)),
                        100 * moved(run, through, first, run.windows()));
            }
        }
    }

    private static double moved(MarketRun run, MarketRun through, int first, int end) {
        Map<String, Double> shares = run.shares(MarketRun.SURFACE, first, end);
        Map<String, Double> before = through.shares(MarketRun.SURFACE, first, end);
        double moved = 0;
        for (String surface : Market.SURFACES) {
            moved = Math.max(moved, Math.abs(shares.getOrDefault(surface, 0.0) - before.getOrDefault(surface, 0.0)));
        }
        return moved;
    }

    private Map<String, ExposureGoal> surfaceGoal() {
        return Map.of(
                MarketRun.SURFACE, new ExposureGoal.Shares(Map.of("commodity", 0.4, "live", 0.25, "video", 0.35)));
    }

    private static Map<String, ExposureGoal> goals(Map<String, Double> surfaces, Map<String, Double> providers) {
        return new TreeMap<>(Map.of(
                MarketRun.SURFACE, new ExposureGoal.Shares(surfaces),
                MarketRun.PROVIDER, new ExposureGoal.Shares(providers)));
    }

    private MarketRun run(Map<String, ExposureGoal> goals) {
        return run(goals, SHARES);
    }

    private MarketRun run(Map<String, ExposureGoal> goals, PriceSettings settings) {
        return new MarketRun(market, goals, settings, usualWorth).serve(requests);
    }

    /** Weak duality: at any prices, what is best with them less what they pay for is at least the best under the goals. */
    private double bound(Map<String, ExposureGoal> goals, PriceBook prices) {
        double paid = 0;
        for (Map.Entry<String, ExposureGoal> goal : goals.entrySet()) {
            for (Map.Entry<String, Double> share : goal.getValue().groups().entrySet()) {
                paid += prices.of(goal.getKey(), share.getKey()) * share.getValue();
            }
        }
        return new MarketRun(market, goals, SHARES, usualWorth)
                        .with(prices)
                        .serve(requests)
                        .priced()
                - paid;
    }

    /** The weakest quarter is to get more than its share, the others may get less. */
    private static Map<String, Double> lifted(Map<String, Double> shares, double kept) {
        List<Double> sorted = shares.values().stream().sorted().toList();
        double weak = sorted.get((sorted.size() - 1) / 4);
        TreeMap<String, Double> lifted = new TreeMap<>();
        shares.forEach((group, share) -> lifted.put(group, share <= weak ? LIFT * share : kept * share));
        return lifted;
    }

    /**
     * How far what was got is off.
     *
     * @param relative the worst group's, as a part of its share
     * @param points the same group's, or a worse one's, in shares
     */
    private record Miss(double relative, double points, String group) {}

    /** Where shares sum to 1 too much is off as well; below that only too little is. */
    private static Miss miss(Map<String, Double> declared, Map<String, Double> got) {
        boolean exact =
                declared.values().stream().mapToDouble(Double::doubleValue).sum() > 1 - 1e-9;
        double relative = 0;
        double points = 0;
        String group = "none";
        for (Map.Entry<String, Double> share : declared.entrySet()) {
            double missing = share.getValue() - got.getOrDefault(share.getKey(), 0.0);
            double off = exact ? Math.abs(missing) : Math.max(0, missing);
            points = Math.max(points, off);
            if (off / share.getValue() > relative) {
                relative = off / share.getValue();
                group = share.getKey();
            }
        }
        return new Miss(relative, points, group);
    }

    private double[] usualWorth() {
        Market.Candidates candidates = new Market.Candidates();
        double[] logs = new double[Market.SURFACES.length];
        float[] worth = new float[candidates.count];
        int sample = Market.WAVE;
        for (int request = 0; request < sample; request++) {
            market.request(request, candidates);
            for (int row = 0; row < worth.length; row++) {
                worth[row] = (float) candidates.worth[row];
            }
            for (int surface = 0; surface < logs.length; surface++) {
                int[] rows = new int[Market.CANDIDATES];
                for (int i = 0; i < rows.length; i++) {
                    rows[i] = surface * Market.CANDIDATES + i;
                }
                logs[surface] += Math.log(RunningScale.ofBest(worth, rows));
            }
        }
        return Arrays.stream(logs).map(log -> Math.exp(log / sample)).toArray();
    }

    private static String text(Map<String, Double> shares) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(shares)
                .forEach((group, share) -> text.append(text.isEmpty() ? "" : " ")
                        .append(group)
                        .append(' ')
                        .append(String.format(Locale.ROOT, "%.2f", 100 * share)));
        return text.toString();
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
