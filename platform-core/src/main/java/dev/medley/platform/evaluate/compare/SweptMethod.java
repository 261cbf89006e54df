package dev.medley.platform.evaluate.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleFunction;

/**
 * A method as a sweep sees it.
 *
 * @param name as papers call it
 * @param source where it is published
 * @param weight what the sweep's weight is to it
 * @param at makes it for a weight of 0 (as the model wants) to 1 (as it pleases the other goal); a new one each time
 */
public record SweptMethod(String name, String source, String weight, DoubleFunction<SlateMethod> at) {
    /** Checks that nothing is missing. */
    public SweptMethod {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(weight, "weight");
        Objects.requireNonNull(at, "at");
    }

    /** The plain order's name: the others' figures are held against it. */
    public static final String PLAIN = "plain order";

    /** A term that grows from 0 without bound as a weight goes to 1, as in {@code (1 - w) a + w b = a + w/(1 - w) b}. */
    private static final double MOST = 1_000;

    /**
     * What methods for a sweep are told of its cases.
     *
     * @param shares that the groups which fairness is about should have
     * @param isProtected which of them FA*IR, which knows two groups only, protects
     * @param window rows that are seen at once, 2 or more
     */
    public record Setting(DeclaredShares shares, boolean[] isProtected, int window) {}

    /** The product's pass, its prices, coverage and diversity growing together. */
    public static final String UNIFIED = "unified";

    /** The product's pass under floors for every beginning of a slate, and nothing else. */
    public static final String UNIFIED_FLOORS = "unified floors";

    /** The same under floors for every beginning of a slate. */
    public static final String UNIFIED_WHOLE = "unified with floors";

    /** The product's pass in the units of the platform's properties. */
    public static final String SERVED = "as served";

    // Chosen on users drawn with seed 1; docs/reranking.md, "What the usual aims come from", has the sweep.
    private static final double THETA = 0.03;
    private static final double ALPHA = 4;
    private static final double COVERAGE = 0;
    private static final double INTERESTS = 0.15;
    private static final double PRICED = 1;

    /** All methods: the plain order first, then those of papers, the product's own last. */
    public static List<SweptMethod> all(Setting setting) {
        List<SweptMethod> all = new ArrayList<>(ofPapers(setting));
        DeclaredShares shares = setting.shares();
        all.add(new SweptMethod(
                UNIFIED,
                "docs/reranking.md",
                "diversity, interests and prices, each in proportion",
                weight -> new UnifiedPass(shares, balanced(weight, 0))));
        all.add(new SweptMethod(
                UNIFIED_WHOLE,
                "docs/reranking.md",
                "as unified, and the part of the declared shares that floors hold",
                weight -> new UnifiedPass(shares, balanced(weight, weight))));
        all.add(new SweptMethod(
                UNIFIED_FLOORS,
                "docs/reranking.md",
                "part of the declared shares that floors hold",
                weight -> new UnifiedPass(shares, new UnifiedPass.Aims(0, ALPHA, 0, 0, 0, weight))));
        return List.copyOf(all);
    }

    /** The product's pass with other aims than the usual ones; the weight is a part of all of them. */
    public static SweptMethod unified(String name, Setting setting, UnifiedPass.Aims whole) {
        return new SweptMethod(
                name,
                "docs/reranking.md",
                "a part of " + whole,
                weight -> new UnifiedPass(setting.shares(), whole.times(weight)));
    }

    /** The product's pass as requests are served; the weight is a part of its worths. */
    public static SweptMethod served(String name, ServedPass.Worths whole) {
        return new SweptMethod(
                name, "docs/reranking.md", "a part of " + whole, weight -> new ServedPass(whole.times(weight)));
    }

    private static UnifiedPass.Aims balanced(double weight, double floors) {
        return new UnifiedPass.Aims(
                THETA * weight, ALPHA, COVERAGE * weight, INTERESTS * weight, PRICED * weight, floors);
    }

    private static List<SweptMethod> ofPapers(Setting setting) {
        DeclaredShares shares = setting.shares();
        String geyik = "Geyik et al. 2019, arXiv 1905.01989";
        String towards = "shares from the plain order's (0) to the declared ones (1)";
        return List.of(
                new SweptMethod(PLAIN, "", "none", _ -> new PlainOrder()),
                new SweptMethod(
                        "MMR",
                        "Carbonell and Goldstein 1998",
                        "1 - lambda",
                        weight -> new MarginalRelevance(1 - weight)),
                new SweptMethod(
                        "DPP",
                        "Chen et al. 2018, arXiv 1709.05135",
                        "1 - theta",
                        weight -> new DeterminantalGreedy(1 - weight)),
                new SweptMethod(
                        "SSD",
                        "Huang et al. 2021, arXiv 2107.05204",
                        "gamma = w / (1 - w)",
                        weight -> new SlidingSpectrum(odds(weight), setting.window())),
                new SweptMethod("Steck", "Steck 2018", "lambda", CalibratedInterests::new),
                new SweptMethod(
                        "DetGreedy",
                        geyik,
                        towards,
                        weight -> new ConstrainedGreedy(ConstrainedGreedy.Choice.BEST, shares, weight)),
                new SweptMethod(
                        "DetCons",
                        geyik,
                        towards,
                        weight -> new ConstrainedGreedy(ConstrainedGreedy.Choice.SOONEST, shares, weight)),
                new SweptMethod(
                        "DetRelaxed",
                        geyik,
                        towards,
                        weight -> new ConstrainedGreedy(ConstrainedGreedy.Choice.BEST_OF_SOONEST, shares, weight)),
                new SweptMethod("DetConstSort", geyik, towards, weight -> new ConstrainedSort(shares, weight)),
                new SweptMethod(
                        "FA*IR",
                        "Zehlike et al. 2017, arXiv 1706.06368",
                        "p as a part of the protected groups' declared share",
                        weight -> new FairTopK(shares, setting.isProtected(), weight)),
                new SweptMethod(
                        "FairRec",
                        "Patro et al. 2020, arXiv 2002.10764",
                        "alpha",
                        weight -> new TwoSidedRounds(shares, weight)),
                new SweptMethod(
                        "P-MMF",
                        "Xu et al. 2023, arXiv 2303.06660",
                        "lambda = w / (1 - w)",
                        weight -> new ProviderMaxMin(shares, odds(weight))));
    }

    private static double odds(double weight) {
        return Math.min(MOST, weight / (1 - weight));
    }
}
