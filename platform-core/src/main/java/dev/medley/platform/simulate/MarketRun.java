package dev.medley.platform.simulate;

import dev.medley.platform.rerank.exposure.AttentionUnit;
import dev.medley.platform.rerank.exposure.ExposureGoal;
import dev.medley.platform.rerank.exposure.ExposureLedger;
import dev.medley.platform.rerank.exposure.NodeCounts;
import dev.medley.platform.rerank.exposure.PriceBook;
import dev.medley.platform.rerank.exposure.PriceSettings;
import dev.medley.platform.rerank.exposure.Prices;
import dev.medley.platform.rerank.exposure.RunningScale;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Serves a {@link Market} for a while, as several nodes would: each counts what it showed, a tick later all have each
 * other's counts, and the prices that they rank with are one tick old.
 */
final class MarketRun {
    /** Places of a slate. */
    static final int PLACES = 10;

    static final String SURFACE = "surface";
    static final String PROVIDER = "provider";

    /** Requests between two updates of the prices, over all nodes together. */
    static final int TICK = 100;

    static final int NODES = 4;
    /** Requests of one entry of {@link #windows}. */
    static final int WINDOW = 1_000;

    private static final long MILLIS_A_REQUEST = 100;
    private static final double HALF_LIFE_MILLIS = 24 * 3_600_000.0;
    private static final AttentionUnit ATTENTION = AttentionUnit.USUAL;
    /** Scores of the three scenarios are not on one scale, as those of models that were learnt apart are not. */
    private static final double[] FACTORS = {0.05, 1, 0.4};

    private final Market market;
    private final Map<String, ExposureGoal> goals;
    private final PriceSettings settings;
    private final Market.Candidates candidates = new Market.Candidates();
    private final double[] gains = new double[candidates.count];
    private final float[] scores = new float[candidates.count];
    private final int[] slate = new int[PLACES];
    private final double[] at = new double[PLACES];
    private final double[] factors = FACTORS.clone();
    private final int[][] rowsOf = new int[Market.SURFACES.length][Market.CANDIDATES];
    private final double[] usualWorth;
    private final double[] priceOfSurface = new double[Market.SURFACES.length];
    private final double[] priceOfProvider = new double[Market.PROVIDERS];
    private final double[] scale = new double[Market.SURFACES.length];

    private List<NodeCounts> nodes = new ArrayList<>();
    private Prices shared = Prices.NONE;
    private PriceBook book = PriceBook.EMPTY;
    private Deque<PriceBook> stale = new ArrayDeque<>();
    private ProviderMaxMin other;
    private long served;
    private double utility;
    private double priced;
    private boolean frozen;
    private final TreeMap<String, TreeMap<String, Double>> priceSums = new TreeMap<>();
    private long ticks;
    private final List<ExposureLedger> windows = new ArrayList<>();

    /**
     * A run that has not begun.
     *
     * @param usualWorth what utility is measured in, by surface
     */
    MarketRun(Market market, Map<String, ExposureGoal> goals, PriceSettings settings, double[] usualWorth) {
        this.market = market;
        this.goals = goals;
        this.settings = settings;
        this.usualWorth = usualWorth;
        for (int node = 0; node < NODES; node++) {
            nodes.add(new NodeCounts(HALF_LIFE_MILLIS));
        }
        for (int place = 0; place < PLACES; place++) {
            at[place] = ATTENTION.at(place);
        }
        for (int surface = 0; surface < rowsOf.length; surface++) {
            for (int i = 0; i < Market.CANDIDATES; i++) {
                rowsOf[surface][i] = surface * Market.CANDIDATES + i;
            }
        }
        use(Prices.NONE);
    }

    /** Ranks providers by that method's prices in place of the book's. */
    MarketRun with(ProviderMaxMin method) {
        other = method;
        return this;
    }

    /** Ranks with these prices throughout, on the scales that utility is measured in. */
    MarketRun with(Prices prices) {
        use(prices);
        for (int surface = 0; surface < scale.length; surface++) {
            scale[surface] = usualWorth[surface] * factors[surface];
        }
        frozen = true;
        return this;
    }

    /** From now on one scenario's scores are so many times what they were. */
    void multiplyScores(int surface, double by) {
        factors[surface] *= by;
    }

    /** Everything stops, and goes on from what was kept: counts and prices as tables of numbers, or from nothing. */
    void restart(boolean kept) {
        List<NodeCounts> started = new ArrayList<>();
        for (NodeCounts node : nodes) {
            started.add(kept ? NodeCounts.of(HALF_LIFE_MILLIS, node.tables()) : new NodeCounts(HALF_LIFE_MILLIS));
        }
        nodes = started;
        book = kept ? PriceBook.of(book.tables()) : PriceBook.EMPTY;
        Deque<PriceBook> read = new ArrayDeque<>();
        stale.forEach(each -> read.add(kept ? PriceBook.of(each.tables()) : PriceBook.EMPTY));
        stale = read;
        use(kept && !stale.isEmpty() ? stale.peekFirst() : PriceBook.EMPTY);
    }

    /** Serves so many requests more. */
    MarketRun serve(int requests) {
        for (int i = 0; i < requests; i++) {
            if (served % WINDOW == 0) {
                windows.add(new ExposureLedger(HALF_LIFE_MILLIS));
            }
            market.request(served, candidates);
            NodeCounts node = nodes.get((int) (served % NODES));
            scales(node);
            rank();
            count(node);
            served++;
            if (served % TICK == 0 && !frozen) {
                tick();
            }
        }
        return this;
    }

    private void tick() {
        NodeCounts.Together all = NodeCounts.together(HALF_LIFE_MILLIS, nodes);
        book = book.next(served / TICK, all.ledger(), served * MILLIS_A_REQUEST, goals, settings, all.scales());
        stale.addLast(book);
        ticks++;
        book.entries()
                .forEach((attribute, groups) -> groups.forEach((group, entry) -> priceSums
                        .computeIfAbsent(attribute, _ -> new TreeMap<>())
                        .merge(group, entry.price(), Double::sum)));
        // The newest is on its way: nodes rank with the one before it.
        while (stale.size() > 2) {
            stale.removeFirst();
        }
        use(stale.peekFirst());
    }

    private void use(Prices prices) {
        shared = prices;
        for (int surface = 0; surface < scale.length; surface++) {
            priceOfSurface[surface] = prices.of(SURFACE, Market.SURFACES[surface]);
        }
        for (int provider = 0; provider < priceOfProvider.length; provider++) {
            priceOfProvider[provider] = prices.of(PROVIDER, Market.provider(provider));
        }
    }

    /** A node's own scale is the newest there is; only one that has seen nothing takes that of the others. */
    private void scales(NodeCounts node) {
        for (int surface = 0; surface < scale.length && !frozen; surface++) {
            RunningScale own = node.scale(Market.SURFACES[surface]);
            scale[surface] = own.isKnown() ? own.value() : shared.scale(Market.SURFACES[surface]);
        }
    }

    private void rank() {
        for (int row = 0; row < gains.length; row++) {
            int surface = candidates.surface[row];
            int provider = candidates.provider[row];
            scores[row] = (float) (candidates.worth[row] * factors[surface]);
            double price = other == null ? priceOfProvider[provider] : other.price(provider);
            gains[row] = scores[row] / scale[surface] + priceOfSurface[surface] + price;
        }
        top(gains, slate);
        if (other != null) {
            // P-MMF chooses with prices and orders the chosen by value alone (as its published code does).
            orderByValue();
        }
    }

    private void orderByValue() {
        for (int i = 1; i < slate.length; i++) {
            int row = slate[i];
            int place = i;
            while (place > 0 && value(slate[place - 1]) < value(row)) {
                slate[place] = slate[place - 1];
                place--;
            }
            slate[place] = row;
        }
    }

    private double value(int row) {
        return scores[row] / scale[candidates.surface[row]];
    }

    /** The rows of the greatest gains, best first; of equal ones the lower row. */
    static void top(double[] gains, int[] into) {
        int count = 0;
        for (int row = 0; row < gains.length; row++) {
            if (count == into.length && gains[row] <= gains[into[count - 1]]) {
                continue;
            }
            int place = count < into.length ? count++ : count - 1;
            while (place > 0 && gains[into[place - 1]] < gains[row]) {
                into[place] = into[place - 1];
                place--;
            }
            into[place] = row;
        }
    }

    private void count(NodeCounts node) {
        long now = served * MILLIS_A_REQUEST;
        int[] placesOf = new int[Market.PROVIDERS];
        double quality = 0;
        ExposureLedger window = windows.getLast();
        for (int place = 0; place < PLACES; place++) {
            int row = slate[place];
            String surface = Market.SURFACES[candidates.surface[row]];
            String provider = Market.provider(candidates.provider[row]);
            double attention = ATTENTION.of(place, surface);
            node.ledger().add(SURFACE, surface, attention, now);
            node.ledger().add(PROVIDER, provider, attention, now);
            window.add(SURFACE, surface, attention, now);
            window.add(PROVIDER, provider, attention, now);
            placesOf[candidates.provider[row]]++;
            double value = candidates.worth[row] / usualWorth[candidates.surface[row]];
            utility += at[place] * value;
            priced += at[place] * gains[row];
            quality += at[place] * value;
        }
        node.quality().add("cohort-" + candidates.user, quality, now);
        for (int surface = 0; surface < rowsOf.length; surface++) {
            node.scale(Market.SURFACES[surface]).add(RunningScale.ofBest(scores, rowsOf[surface]), now);
        }
        if (other != null) {
            other.shown(placesOf);
        }
    }

    /** Mean value of a unit of attention so far. */
    double utility() {
        return utility / (served * attentionOfASlate());
    }

    /** Mean of value and prices of a unit of attention so far. */
    double priced() {
        return priced / (served * attentionOfASlate());
    }

    /** The prices as they were on average. */
    PriceBook meanPrices() {
        TreeMap<String, Map<String, PriceBook.Entry>> means = new TreeMap<>();
        priceSums.forEach((attribute, groups) -> {
            TreeMap<String, PriceBook.Entry> mean = new TreeMap<>();
            groups.forEach((group, sum) -> mean.put(group, new PriceBook.Entry(sum / ticks, 0, 0)));
            means.put(attribute, mean);
        });
        return new PriceBook(ticks, means, Map.of());
    }

    private double attentionOfASlate() {
        double sum = 0;
        for (double each : at) {
            sum += each;
        }
        return sum;
    }

    /** Who got which share of the windows from {@code first} on, before {@code end}. */
    Map<String, Double> shares(String attribute, int first, int end) {
        TreeMap<String, Double> sum = new TreeMap<>();
        for (ExposureLedger window : windows.subList(first, end)) {
            window.totals(attribute).forEach((group, total) -> sum.merge(group, total, Double::sum));
        }
        return ExposureLedger.shares(sum);
    }

    /** Who got which share of everything. */
    Map<String, Double> shares(String attribute) {
        return shares(attribute, 0, windows.size());
    }

    /** How many windows there are. */
    int windows() {
        return windows.size();
    }

    /** The prices after the last tick. */
    PriceBook book() {
        return book;
    }

    /** The counts of all nodes. */
    NodeCounts.Together counts() {
        return NodeCounts.together(HALF_LIFE_MILLIS, nodes);
    }
}
