package dev.medley.platform.rerank.exposure;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one node has counted of what it showed: exposure, the scales of its scenarios, and the quality for its users. Nodes'
 * counts add, and go through tables of plain numbers unchanged, so that they can be shared and kept. One thread.
 */
public final class NodeCounts {
    private static final String EXPOSURE = "exposure/";
    private static final String SCALES = "scales";
    private static final String QUALITY = "quality";
    private static final String PACING = "pacing";
    private static final double FEW_SLATES = 10;
    private static final double SILENT_MILLIS = 60_000;

    /** The scale that a few slates make moves with the next one, and a slate with it. */
    private static final double KNOWN_SLATES = 30;

    private final double halfLifeMillis;
    private final ExposureLedger ledger;
    private final UserQuality quality;
    private ExplorationBudgets budgets = new ExplorationBudgets();
    private final TreeMap<String, RunningScale> scales = new TreeMap<>();

    /**
     * Nothing counted yet.
     *
     * @param halfLifeMillis after which attention and slates weigh half, above 0
     */
    public NodeCounts(double halfLifeMillis) {
        this.halfLifeMillis = halfLifeMillis;
        ledger = new ExposureLedger(halfLifeMillis);
        quality = new UserQuality(halfLifeMillis);
    }

    /** Who got how much attention. */
    public ExposureLedger ledger() {
        return ledger;
    }

    /** How good slates were for whom. */
    public UserQuality quality() {
        return quality;
    }

    /** What exploration takes. */
    public ExplorationBudgets budgets() {
        return budgets;
    }

    /** The scenario's scale. */
    public RunningScale scale(String scenario) {
        return scales.computeIfAbsent(scenario, _ -> new RunningScale());
    }

    /**
     * These counts and those of other nodes as one.
     *
     * <p>A scale of several nodes is the geometric mean of theirs, weighed by how much each has seen, up to a few slates:
     * after a change those that have seen little know more. One that has been silent for a minute counts half. Of a scenario
     * with fewer than {@value #KNOWN_SLATES} slates on all nodes none is known.
     */
    public static Together together(double halfLifeMillis, Iterable<NodeCounts> nodes) {
        NodeCounts sum = new NodeCounts(halfLifeMillis);
        TreeMap<String, double[]> logs = new TreeMap<>();
        long newest = newest(nodes);
        for (NodeCounts node : nodes) {
            sum.ledger.add(node.ledger);
            sum.quality.add(node.quality);
            node.scales.forEach((scenario, scale) -> {
                double[] weighed = logs.computeIfAbsent(scenario, _ -> new double[3]);
                double weight = weight(scale.state(), newest);
                weighed[0] += weight * scale.state().mean();
                weighed[1] += weight;
                weighed[2] += scale.state().seen();
            });
        }
        TreeMap<String, Double> scales = new TreeMap<>();
        logs.forEach((scenario, weighed) -> {
            if (weighed[1] > 0 && weighed[2] >= KNOWN_SLATES) {
                scales.put(scenario, Math.exp(weighed[0] / weighed[1]));
            }
        });
        return new Together(sum.ledger, sum.quality, scales);
    }

    private static double weight(RunningScale.State scale, long newest) {
        double enough = Math.min(1, scale.seen() / FEW_SLATES);
        return enough == 0 ? 0 : enough * Math.pow(2, (scale.asOf() - (double) newest) / SILENT_MILLIS);
    }

    private static long newest(Iterable<NodeCounts> nodes) {
        long newest = Long.MIN_VALUE;
        for (NodeCounts node : nodes) {
            for (RunningScale scale : node.scales.values()) {
                newest = Math.max(newest, scale.state().asOf());
            }
        }
        return newest;
    }

    /**
     * The counts of all nodes.
     *
     * @param scales by scenario, above 0
     */
    public record Together(ExposureLedger ledger, UserQuality quality, Map<String, Double> scales) {}

    /** All of it as tables of numbers. */
    public Map<String, Map<String, List<Double>>> tables() {
        TreeMap<String, Map<String, List<Double>>> tables = new TreeMap<>();
        ledger.amounts().forEach((attribute, groups) -> {
            TreeMap<String, List<Double>> rows = new TreeMap<>();
            groups.forEach((group, amount) ->
                    rows.put(group, List.of(amount.total(), amount.recent(), (double) amount.asOf())));
            tables.put(EXPOSURE + attribute, rows);
        });
        TreeMap<String, List<Double>> ofScales = new TreeMap<>();
        scales.forEach((scenario, scale) -> {
            RunningScale.State state = scale.state();
            ofScales.put(
                    scenario,
                    List.of(
                            state.mean(),
                            state.variance(),
                            state.seen(),
                            state.local(),
                            state.base(),
                            state.settling(),
                            (double) state.asOf()));
        });
        tables.put(SCALES, ofScales);
        TreeMap<String, List<Double>> ofQuality = new TreeMap<>();
        quality.sums()
                .forEach((group, sums) ->
                        ofQuality.put(group, List.of(sums.slates(), sums.sum(), sums.squares(), (double) sums.asOf())));
        tables.put(QUALITY, ofQuality);
        TreeMap<String, List<Double>> ofPacing = new TreeMap<>();
        budgets.states().forEach((name, state) -> ofPacing.put(name, List.of(state)));
        tables.put(PACING, ofPacing);
        return tables;
    }

    /** The counts that {@link #tables} gave; a row of another length, as a later version may write, is passed over. */
    public static NodeCounts of(double halfLifeMillis, Map<String, Map<String, List<Double>>> tables) {
        NodeCounts counts = new NodeCounts(halfLifeMillis);
        TreeMap<String, Double> pacing = new TreeMap<>();
        tables.forEach((table, rows) -> rows.forEach((key, numbers) -> {
            if (table.startsWith(EXPOSURE) && numbers.size() == 3) {
                counts.ledger.add(
                        table.substring(EXPOSURE.length()),
                        key,
                        new ExposureLedger.Amount(
                                numbers.get(0), numbers.get(1), numbers.get(2).longValue()));
            } else if (table.equals(SCALES) && numbers.size() == 7) {
                counts.scales.put(
                        key,
                        new RunningScale(new RunningScale.State(
                                numbers.get(0),
                                numbers.get(1),
                                numbers.get(2),
                                numbers.get(3),
                                numbers.get(4),
                                numbers.get(5),
                                numbers.get(6).longValue())));
            } else if (table.equals(QUALITY) && numbers.size() == 4) {
                counts.quality.add(
                        key,
                        new UserQuality.Sums(
                                numbers.get(0),
                                numbers.get(1),
                                numbers.get(2),
                                numbers.get(3).longValue()));
            } else if (table.equals(PACING) && numbers.size() == 1) {
                pacing.put(key, numbers.getFirst());
            }
        }));
        counts.budgets = new ExplorationBudgets(pacing);
        return counts;
    }

    /** The half-life of all sums that forget. */
    public double halfLifeMillis() {
        return halfLifeMillis;
    }
}
