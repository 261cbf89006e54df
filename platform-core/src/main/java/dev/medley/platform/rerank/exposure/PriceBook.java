package dev.medley.platform.rerank.exposure;

import dev.medley.platform.rerank.exposure.FairnessPrices.Dual;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All prices at one moment, and what they have taken account of: with the same ledger and the same book every node gets the
 * same next book. An update that is computed twice, by two nodes at the same tick, replaces itself; it is never applied
 * twice, for a book says up to which totals it has counted. Immutable; any thread.
 */
public final class PriceBook implements Prices {
    /** Nothing counted, no prices. */
    public static final PriceBook EMPTY = new PriceBook(0, Map.of(), Map.of());

    private static final String PRICES = "prices/";
    private static final String SCALES = "scales";
    private static final String TICK = "tick";

    private final long tick;
    private final Map<String, Map<String, Entry>> entries;
    private final Map<String, Double> scales;

    /**
     * One group of one attribute.
     *
     * @param price in units of the value's scale, 0 or more
     * @param gradient the running one
     * @param counted the ledger's total that the price has taken account of
     */
    public record Entry(double price, double gradient, double counted) {}

    /**
     * A book as it was kept.
     *
     * @param tick the number of the update, 0 or more
     * @param entries by attribute and group
     * @param scales by scenario, above 0
     */
    public PriceBook(long tick, Map<String, Map<String, Entry>> entries, Map<String, Double> scales) {
        this.tick = tick;
        TreeMap<String, Map<String, Entry>> sorted = new TreeMap<>();
        entries.forEach(
                (attribute, groups) -> sorted.put(attribute, Collections.unmodifiableMap(new TreeMap<>(groups))));
        this.entries = Collections.unmodifiableMap(sorted);
        this.scales = Collections.unmodifiableMap(new TreeMap<>(scales));
    }

    /**
     * The book after what the ledger has counted since.
     *
     * @param nextTick the update's number, greater than this one's
     * @param time now, in milliseconds since the epoch: what the ledger's forgetting sums are weighed at
     * @param goals by attribute; others have no prices
     * @param nextScales by scenario
     */
    public PriceBook next(
            long nextTick,
            ExposureLedger ledger,
            long time,
            Map<String, ExposureGoal> goals,
            PriceSettings settings,
            Map<String, Double> nextScales) {
        TreeMap<String, Map<String, Entry>> next = new TreeMap<>();
        goals.forEach((attribute, goal) -> {
            Map<String, Entry> before = entries.getOrDefault(attribute, Map.of());
            Map<String, Double> totals = ledger.totals(attribute);
            TreeMap<String, Double> since = new TreeMap<>();
            // A goal that is new has counted nothing: what was shown before it was set is not held against anybody.
            boolean begins = before.isEmpty();
            totals.forEach((group, total) -> {
                double counted = begins
                        ? total
                        : before.getOrDefault(group, new Entry(0, 0, 0)).counted();
                since.put(group, total - counted);
            });
            TreeMap<String, Dual> duals = new TreeMap<>();
            before.forEach((group, entry) -> duals.put(group, new Dual(entry.price(), entry.gradient())));
            FairnessPrices prices = FairnessPrices.resume(goal, settings, duals)
                    .after(since, ExposureLedger.shares(ledger.recent(attribute, time)));
            TreeMap<String, Entry> after = new TreeMap<>();
            totals.forEach((group, total) -> after.put(group, new Entry(0, 0, total)));
            prices.duals()
                    .forEach((group, dual) -> after.put(
                            group, new Entry(dual.price(), dual.gradient(), totals.getOrDefault(group, 0.0))));
            next.put(attribute, after);
        });
        return new PriceBook(nextTick, next, nextScales);
    }

    @Override
    public double of(String attribute, String group) {
        Entry entry = entries.getOrDefault(attribute, Map.of()).get(group);
        return entry == null ? 0 : entry.price();
    }

    @Override
    public Set<String> attributes() {
        return entries.keySet();
    }

    @Override
    public double scale(String scenario) {
        return scales.getOrDefault(scenario, 1.0);
    }

    @Override
    public boolean knows(String scenario) {
        return scales.containsKey(scenario);
    }

    @Override
    public long revision() {
        return tick;
    }

    /** All of it as tables of numbers. */
    public Map<String, Map<String, List<Double>>> tables() {
        TreeMap<String, Map<String, List<Double>>> tables = new TreeMap<>();
        entries.forEach((attribute, groups) -> {
            TreeMap<String, List<Double>> rows = new TreeMap<>();
            groups.forEach(
                    (group, entry) -> rows.put(group, List.of(entry.price(), entry.gradient(), entry.counted())));
            tables.put(PRICES + attribute, rows);
        });
        TreeMap<String, List<Double>> ofScales = new TreeMap<>();
        scales.forEach((scenario, scale) -> ofScales.put(scenario, List.of(scale)));
        tables.put(SCALES, ofScales);
        tables.put(TICK, Map.of(TICK, List.of((double) tick)));
        return tables;
    }

    /** The book that {@link #tables} gave; a row of another length, as a later version may write, is passed over. */
    public static PriceBook of(Map<String, Map<String, List<Double>>> tables) {
        TreeMap<String, Map<String, Entry>> entries = new TreeMap<>();
        TreeMap<String, Double> scales = new TreeMap<>();
        tables.forEach((table, rows) -> rows.forEach((key, numbers) -> {
            if (table.startsWith(PRICES) && numbers.size() == 3) {
                entries.computeIfAbsent(table.substring(PRICES.length()), _ -> new TreeMap<>())
                        .put(key, new Entry(numbers.get(0), numbers.get(1), numbers.get(2)));
            } else if (table.equals(SCALES) && numbers.size() == 1 && numbers.getFirst() > 0) {
                scales.put(key, numbers.getFirst());
            }
        }));
        List<Double> tick = tables.getOrDefault(TICK, Map.of()).getOrDefault(TICK, List.of(0.0));
        return new PriceBook(tick.getFirst().longValue(), entries, scales);
    }

    /** By attribute and group, sorted. */
    public Map<String, Map<String, Entry>> entries() {
        return entries;
    }

    /** By scenario, sorted. */
    public Map<String, Double> scales() {
        return scales;
    }
}
