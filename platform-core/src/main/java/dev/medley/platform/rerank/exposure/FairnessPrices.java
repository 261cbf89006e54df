package dev.medley.platform.rerank.exposure;

import dev.medley.platform.rerank.exposure.PriceSettings.Mirror;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The prices of one attribute's groups: the dual variables of its goal, moved after each look at what was shown by online
 * mirror descent with momentum (P-MMF, arXiv 2303.06660, section 5 and algorithm 1; S. Balseiro, H. Lu, V. Mirrokni,
 * Regularized Online Allocation Problems, arXiv 2007.00514, algorithm 1).
 *
 * <p>For {@link ExposureGoal.Shares} the dual feasible set is the box {@code [0, maxPrice]^n}: a group below its share gets
 * dearer, one above it cheaper, down to 0. For {@link ExposureGoal.MaxMin} it is the simplex {@code sum of merit * price =
 * weight}, on which {@code merit * price} is the part of the weight that lies on a group: what the group that is worst off
 * loses the others pay. P-MMF's set ({@code sum over S of merit * mu >= -weight} for every set S, with {@code mu} the
 * negative price) has this simplex as the face that its optimum lies on, as long as no group has a cap on its exposure.
 *
 * <p>Dual descent alone leaves behind what a group lost before its price was found: what is missing of a share adds up to
 * the price over the step, whatever comes after. With {@code repay} the share aimed at is greater as long as the share of
 * the recent past is less, so that what is missing falls as {@code 1 / t^(1 + repay)} in place of {@code 1 / t}.
 *
 * <p>Every step is bounded, so that prices stay bounded whatever is shown: gradients are shares, at most 1 in size for
 * shares and at most {@value #MAX_RATIO} for max-min, and the sets are compact. Immutable.
 */
public final class FairnessPrices {
    /** A group that gets so many times its merit pushes no more than one that gets this. */
    private static final double MAX_RATIO = 4;

    /** Of the weight of max-min, at least this part is spread over all groups, so that none is ever out of the game. */
    private static final double SPREAD = 0.01;

    /** Where an entropic price starts to move from: at 0 a product would stay. */
    private static final double SEED = 0.01;

    private final ExposureGoal goal;
    private final PriceSettings settings;
    private final TreeMap<String, Dual> duals;

    /**
     * A group's state.
     *
     * @param price in units of the value's scale
     * @param gradient the running one
     */
    public record Dual(double price, double gradient) {
        private static final Dual NONE = new Dual(0, 0);
    }

    private FairnessPrices(ExposureGoal goal, PriceSettings settings, TreeMap<String, Dual> duals) {
        this.goal = goal;
        this.settings = settings;
        this.duals = duals;
    }

    /** Prices before anything was shown. */
    public static FairnessPrices start(ExposureGoal goal, PriceSettings settings) {
        return resume(goal, settings, Map.of());
    }

    /**
     * Prices as they were kept. A group that the goal does not know any more is dropped; what is out of bounds, as after a
     * change of the settings, is brought back into them at the next update.
     */
    public static FairnessPrices resume(ExposureGoal goal, PriceSettings settings, Map<String, Dual> kept) {
        TreeMap<String, Dual> duals = new TreeMap<>();
        kept.forEach((group, dual) -> {
            boolean known = goal.groups().isEmpty() || goal.groups().containsKey(group);
            if (known && Double.isFinite(dual.price()) && Double.isFinite(dual.gradient())) {
                duals.put(group, new Dual(Math.clamp(dual.price(), 0, settings.maxPrice()), dual.gradient()));
            }
        });
        return new FairnessPrices(goal, settings, duals);
    }

    /** The group's price. */
    public double of(String group) {
        return duals.getOrDefault(group, Dual.NONE).price();
    }

    /** The state by group, sorted. */
    public Map<String, Dual> duals() {
        return Collections.unmodifiableMap(duals);
    }

    /**
     * The prices after some more was shown.
     *
     * @param shown attention by group since the last update, of all groups of the attribute; negative amounts, which a
     *     ledger that was lost in part may give, count as none
     * @param recentShares what part of the attention each group has got in the time that the goal is judged over
     */
    public FairnessPrices after(Map<String, Double> shown, Map<String, Double> recentShares) {
        double attention = 0;
        for (double each : shown.values()) {
            attention += Math.max(0, each);
        }
        if (!(attention > 0 && attention < Double.POSITIVE_INFINITY)) {
            return this;
        }
        double step = settings.step() * Math.min(1, attention / settings.fullAttention());
        return switch (goal) {
            case ExposureGoal.Shares shares -> towardsShares(shares, shown, recentShares, attention, step);
            case ExposureGoal.MaxMin maxMin -> towardsTheWorst(maxMin, shown, attention, step);
        };
    }

    private FairnessPrices towardsShares(
            ExposureGoal.Shares shares,
            Map<String, Double> shown,
            Map<String, Double> recentShares,
            double attention,
            double step) {
        TreeMap<String, Dual> next = new TreeMap<>();
        shares.groups().forEach((group, share) -> {
            Dual before = duals.getOrDefault(group, Dual.NONE);
            double debt = share - recentShares.getOrDefault(group, 0.0);
            // Whoever may have more than a share has not had too much of it.
            double aim = share + settings.repay() * (shares.areExact() ? debt : Math.max(0, debt));
            double missing = aim - Math.max(0, shown.getOrDefault(group, 0.0)) / attention;
            double gradient =
                    settings.momentum() * Math.clamp(missing, -1, 1) + (1 - settings.momentum()) * before.gradient();
            double price = settings.mirror() == Mirror.EUCLIDEAN
                    ? before.price() + step * gradient
                    // The mirror map is the entropy of price + seed, whose gradient is finite at 0.
                    : (before.price() + SEED) * Math.exp(step * gradient) - SEED;
            next.put(group, new Dual(Math.clamp(price, 0, settings.maxPrice()), gradient));
        });
        return new FairnessPrices(goal, settings, next);
    }

    private FairnessPrices towardsTheWorst(
            ExposureGoal.MaxMin maxMin, Map<String, Double> shown, double attention, double step) {
        Set<String> known = new TreeSet<>(maxMin.groups().keySet());
        if (known.isEmpty()) {
            known.addAll(duals.keySet());
            known.addAll(shown.keySet());
            known.remove(ExposureLedger.OTHERS);
        }
        List<String> groups = new ArrayList<>(known);
        double[] merit = merits(groups, maxMin);
        double[] parts = new double[groups.size()];
        double[] gradients = new double[groups.size()];
        for (int i = 0; i < parts.length; i++) {
            Dual before = duals.getOrDefault(groups.get(i), Dual.NONE);
            double share = Math.max(0, shown.getOrDefault(groups.get(i), 0.0)) / attention;
            double excess = Math.min(MAX_RATIO, share / merit[i]);
            gradients[i] = settings.momentum() * (1 - excess) + (1 - settings.momentum()) * before.gradient();
            // Parts of the weight, so that a step does not depend on how large it is.
            double part = maxMin.weight() > 0 ? merit[i] * before.price() / maxMin.weight() : 0;
            // The spread keeps every part above 0: at 0 stands who is new.
            parts[i] = part > 0 ? part : merit[i];
        }
        if (settings.mirror() == Mirror.EUCLIDEAN) {
            for (int i = 0; i < parts.length; i++) {
                parts[i] += step * gradients[i] * merit[i];
            }
            toSimplex(parts);
        } else {
            multiply(parts, gradients, step);
        }
        TreeMap<String, Dual> next = new TreeMap<>();
        for (int i = 0; i < parts.length; i++) {
            double part = (1 - SPREAD) * parts[i] + SPREAD * merit[i];
            double price = Math.min(settings.maxPrice(), maxMin.weight() * part / merit[i]);
            next.put(groups.get(i), new Dual(price, gradients[i]));
        }
        return new FairnessPrices(goal, settings, next);
    }

    private static double[] merits(List<String> groups, ExposureGoal.MaxMin maxMin) {
        double[] merit = new double[groups.size()];
        double sum = 0;
        for (int i = 0; i < merit.length; i++) {
            merit[i] = maxMin.groups().getOrDefault(groups.get(i), 1.0);
            sum += merit[i];
        }
        for (int i = 0; i < merit.length; i++) {
            merit[i] /= sum;
        }
        return merit;
    }

    /** One step of exponentiated gradient on the simplex: J. Kivinen, M. Warmuth, Information and Computation 132, 1997. */
    private static void multiply(double[] parts, double[] gradients, double step) {
        double sum = 0;
        for (int i = 0; i < parts.length; i++) {
            parts[i] *= Math.exp(step * gradients[i]);
            sum += parts[i];
        }
        for (int i = 0; i < parts.length; i++) {
            parts[i] = sum > 0 ? parts[i] / sum : 1.0 / parts.length;
        }
    }

    /**
     * The nearest point of the simplex {@code sum = 1, all >= 0}: J. Duchi et al., Efficient Projections onto the
     * l1-Ball, ICML 2008, figure 1.
     */
    static void toSimplex(double[] point) {
        double[] sorted = point.clone();
        Arrays.sort(sorted);
        double sum = 0;
        double threshold = 0;
        for (int taken = 1; taken <= sorted.length; taken++) {
            sum += sorted[sorted.length - taken];
            double candidate = (sum - 1) / taken;
            if (sorted[sorted.length - taken] > candidate) {
                threshold = candidate;
            }
        }
        for (int i = 0; i < point.length; i++) {
            point[i] = Math.max(0, point[i] - threshold);
        }
    }
}
