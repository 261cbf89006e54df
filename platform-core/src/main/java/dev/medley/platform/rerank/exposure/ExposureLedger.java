package dev.medley.platform.rerank.exposure;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who got how much attention: for each attribute (such as the surface, or the language) and each group of it the total
 * ever, and a sum that forgets with a half-life.
 *
 * <p>Ledgers add: that of a platform is the sum of those of its nodes, in whatever order they are added, and a node that
 * counts on from its own old ledger after a restart has lost nothing. The forgetting sum keeps the time that it stands
 * for and is weighed only when two meet: forward decay, G. Cormode et al., ICDE 2009, section III. Times are milliseconds
 * since the epoch; one that comes late weighs what it would weigh had it come in time. One thread.
 */
public final class ExposureLedger {
    /** At most so many groups an attribute are counted by {@link #add}; what comes beyond is one group together. */
    public static final int MAX_GROUPS = 1_000;

    /** Where groups beyond {@link #MAX_GROUPS} are counted. */
    public static final String OTHERS = "(others)";

    private final double halfLifeMillis;
    private final TreeMap<String, TreeMap<String, Amount>> amounts = new TreeMap<>();

    /**
     * What one group got.
     *
     * @param total attention units since ever
     * @param recent attention units, each halved once a half-life, as of {@code asOf}
     * @param asOf the time of the newest
     */
    public record Amount(double total, double recent, long asOf) {
        private static final Amount NOTHING = new Amount(0, 0, Long.MIN_VALUE);

        /** Both together, as of the later of the two times. */
        Amount plus(Amount other, double halfLifeMillis) {
            long later = Math.max(asOf, other.asOf);
            return new Amount(
                    total + other.total,
                    recentAt(later, halfLifeMillis) + other.recentAt(later, halfLifeMillis),
                    later);
        }

        /** The forgetting sum as it weighs at that time. */
        double recentAt(long time, double halfLifeMillis) {
            return recent == 0 || time == asOf ? recent : recent * Math.pow(2, (asOf - (double) time) / halfLifeMillis);
        }
    }

    /**
     * An empty ledger.
     *
     * @param halfLifeMillis after which attention weighs half, above 0
     */
    public ExposureLedger(double halfLifeMillis) {
        if (!(halfLifeMillis > 0 && halfLifeMillis < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "half-life: " + halfLifeMillis + " ms is not allowed; a finite number above 0 is");
        }
        this.halfLifeMillis = halfLifeMillis;
    }

    /**
     * Counts attention.
     *
     * @param attention in units, 0 or more; what is not a finite number of them is refused
     */
    public void add(String attribute, String group, double attention, long time) {
        if (!(attention >= 0 && attention < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "attention: " + attention + " is not allowed; a finite number from 0 is");
        }
        TreeMap<String, Amount> groups = amounts.computeIfAbsent(attribute, _ -> new TreeMap<>());
        String counted = groups.containsKey(group) || groups.size() < MAX_GROUPS ? group : OTHERS;
        put(groups, counted, new Amount(attention, attention, time));
    }

    /** Adds what another ledger has counted. */
    public void add(ExposureLedger other) {
        other.amounts.forEach((attribute, groups) -> groups.forEach((group, amount) -> add(attribute, group, amount)));
    }

    /** Adds an amount, such as one that was kept. */
    public void add(String attribute, String group, Amount amount) {
        put(amounts.computeIfAbsent(attribute, _ -> new TreeMap<>()), group, amount);
    }

    private void put(TreeMap<String, Amount> groups, String group, Amount amount) {
        groups.put(group, groups.getOrDefault(group, Amount.NOTHING).plus(amount, halfLifeMillis));
    }

    /** Everything, by attribute and group, sorted; a view. */
    public Map<String, Map<String, Amount>> amounts() {
        return Collections.unmodifiableMap(amounts);
    }

    /** The total of each group of that attribute, sorted by group. */
    public Map<String, Double> totals(String attribute) {
        TreeMap<String, Double> totals = new TreeMap<>();
        groups(attribute).forEach((group, amount) -> totals.put(group, amount.total()));
        return totals;
    }

    /** What each group of that attribute got recently, as it weighs at that time. */
    public Map<String, Double> recent(String attribute, long time) {
        TreeMap<String, Double> recent = new TreeMap<>();
        groups(attribute).forEach((group, amount) -> recent.put(group, amount.recentAt(time, halfLifeMillis)));
        return recent;
    }

    /** Each group's part of the whole, 0 to 1; nothing if there is nothing. */
    public static Map<String, Double> shares(Map<String, Double> attention) {
        double sum = 0;
        for (double each : attention.values()) {
            sum += each;
        }
        TreeMap<String, Double> shares = new TreeMap<>();
        if (sum > 0) {
            for (Map.Entry<String, Double> each : attention.entrySet()) {
                shares.put(each.getKey(), each.getValue() / sum);
            }
        }
        return shares;
    }

    private Map<String, Amount> groups(String attribute) {
        return amounts.getOrDefault(attribute, new TreeMap<>());
    }
}
