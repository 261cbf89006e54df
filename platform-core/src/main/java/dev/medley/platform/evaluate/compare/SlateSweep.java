package dev.medley.platform.evaluate.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Lays the same cases with every method over the same weights, and computes the same figures of each. One thread. */
public final class SlateSweep {
    /** Slates that are laid before any is measured, so that what runs is compiled. */
    private static final int WARM_UP = 400;

    private final List<JudgedCase> cases;
    private final List<GroupAttribute> attributes;
    private final Settings settings;

    /**
     * How it is done.
     *
     * @param controlled number of the attribute whose groups the methods are to be fair to
     * @param window rows that a user sees at once, 2 or more
     * @param weights 0 to 1 each
     * @param floor NDCG, as a share of the plain order's, below which a trade-off is worth nothing; 0 to below 1
     */
    public record Settings(int controlled, int window, List<Double> weights, double floor) {
        /** Checks the bounds. */
        public Settings {
            weights = List.copyOf(weights);
            weights.forEach(weight -> Weights.requireShare("weight", weight));
            if (window < 2) {
                throw new IllegalArgumentException("window is " + window + "; allowed: 2 or more");
            }
            if (weights.isEmpty()) {
                throw new IllegalArgumentException("weights: none given; allowed: 1 or more");
            }
            if (!(floor >= 0 && floor < 1)) {
                throw new IllegalArgumentException("floor is " + floor + "; allowed: 0 to below 1");
            }
        }
    }

    /**
     * What it found.
     *
     * @param methods in the order of the points
     * @param isProtected the groups that FA*IR protected: those that the plain order gives less than their share
     * @param points by method, then by weight; one alone of the plain order
     * @param fronts one a method
     */
    public record Result(
            List<SweptMethod> methods, boolean[] isProtected, List<SweepPoint> points, List<SweepFront> fronts) {}

    /**
     * A sweep.
     *
     * @param cases in the order in which they are laid, numbered so
     * @param attributes of the cases' groups
     */
    public SlateSweep(List<JudgedCase> cases, List<GroupAttribute> attributes, Settings settings) {
        this.cases = List.copyOf(cases);
        this.attributes = List.copyOf(attributes);
        this.settings = settings;
        if (settings.controlled() < 0 || settings.controlled() >= attributes.size()) {
            throw new IllegalArgumentException(
                    "controlled is " + settings.controlled() + "; allowed: 0 to " + (attributes.size() - 1));
        }
    }

    /**
     * Sweeps.
     *
     * @param methods those to compare, for a setting; one of them the plain order
     * @param progress told the name of each method before it is laid
     */
    public Result run(Function<SweptMethod.Setting, List<SweptMethod>> methods, Consumer<String> progress) {
        SlateTally plain = tally(new PlainOrder(), new LayMeter(cases.size()));
        boolean[] isProtected = plain.neglected(settings.controlled());
        GroupAttribute controlled = attributes.get(settings.controlled());
        DeclaredShares declared = new DeclaredShares(settings.controlled(), controlled.shares(), controlled.isOfRows());
        List<SweptMethod> swept = methods.apply(new SweptMethod.Setting(declared, isProtected, settings.window()));
        List<SweepPoint> points = new ArrayList<>();
        List<SweepFront> fronts = new ArrayList<>();
        for (SweptMethod method : swept) {
            progress.accept(method.name());
            warmUp(method);
            List<SweepPoint> own = new ArrayList<>();
            List<Double> weights = method.name().equals(SweptMethod.PLAIN) ? List.of(0.0) : settings.weights();
            for (double weight : weights) {
                LayMeter meter = new LayMeter(cases.size());
                SlateTally tally = tally(method.at().apply(weight), meter);
                own.add(tally.point(method.name(), weight, settings.controlled(), plain, meter));
            }
            points.addAll(own);
            fronts.add(SweepFront.of(method.name(), own, settings.floor()));
        }
        return new Result(swept, isProtected, points, fronts);
    }

    private SlateTally tally(SlateMethod method, LayMeter meter) {
        SlateTally tally = new SlateTally(attributes, settings.window());
        meter.begin(method, cases.stream().map(JudgedCase::slate).toList());
        for (JudgedCase judged : cases) {
            int[] order = new int[judged.slate().places()];
            int count = meter.lay(method, judged.slate(), order);
            tally.add(judged, order, count);
        }
        return tally;
    }

    private void warmUp(SweptMethod swept) {
        List<SlateCase> some =
                cases.stream().limit(WARM_UP).map(JudgedCase::slate).toList();
        SlateMethod method = swept.at().apply(0.5);
        method.begin(some);
        for (SlateCase slate : some) {
            method.lay(slate, new int[slate.places()]);
        }
    }
}
