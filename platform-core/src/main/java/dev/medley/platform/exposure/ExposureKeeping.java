package dev.medley.platform.exposure;

import dev.medley.platform.event.SharedNumbers;
import dev.medley.platform.event.SharedState;
import dev.medley.platform.pipeline.Impressions;
import dev.medley.platform.pipeline.RankResult.PlacedItem;
import dev.medley.platform.rerank.exposure.ExposureGoal;
import dev.medley.platform.rerank.exposure.ExposureLedger;
import dev.medley.platform.rerank.exposure.ItemGroups;
import dev.medley.platform.rerank.exposure.NodeCounts;
import dev.medley.platform.rerank.exposure.PriceBook;
import dev.medley.platform.rerank.exposure.Prices;
import dev.medley.platform.rerank.exposure.UserQuality;
import dev.medley.platform.world.World;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * One node's part in keeping exposure: counts slates, says what is to be shared, computes prices when their tick has come.
 * Whoever computes the prices of a tick writes them under one key; if two do, the log's later record stands on every node,
 * and the update has happened once, for each started from the prices of the tick before. A node that does not get its
 * counts out for a while, or sees old prices, does nothing wrong: what it counted comes with its next record.
 *
 * <p>Times are milliseconds since the epoch. Any thread.
 */
final class ExposureKeeping {
    /** Begins the key of a node's counts. */
    static final String NODE = "exposure-node/";

    /** The key of the prices. */
    static final String PRICES = "exposure-prices";

    private final String ownKey;
    private final World world;
    private final SharedState shared;
    private ExposureSettings settings;
    private NodeCounts own;
    private boolean changed;
    /** Whether values of a scenario have been scaled since prices were computed. */
    private boolean scaled;

    private SharedNumbers read;
    private PriceBook book = PriceBook.EMPTY;
    private volatile Map<String, Double> paces = Map.of();

    /** Goes on from what the log has of this node. */
    ExposureKeeping(ExposureSettings settings, String node, World world, SharedState shared) {
        this.settings = settings;
        this.world = world;
        this.shared = shared;
        ownKey = NODE + node;
        own = shared.find(ownKey)
                .map(numbers -> NodeCounts.of(settings.halfLifeMillis(), numbers.tables()))
                .orElseGet(() -> new NodeCounts(settings.halfLifeMillis()));
        paces = own.budgets().factors();
    }

    /**
     * Goes on with other settings. What was counted stays; with another half-life it has been forgotten by the old one up
     * to that time, and is by the new one from then on.
     */
    synchronized void use(ExposureSettings next, long time) {
        if (next.halfLifeMillis() != settings.halfLifeMillis()) {
            // Nothing, added now: sums stand for the time of their newest part.
            own.ledger()
                    .amounts()
                    .forEach((attribute, groups) -> List.copyOf(groups.keySet())
                            .forEach(group -> own.ledger().add(attribute, group, 0, time)));
            List.copyOf(own.quality().sums().keySet())
                    .forEach(group -> own.quality().add(group, new UserQuality.Sums(0, 0, 0, time)));
            own = NodeCounts.of(next.halfLifeMillis(), own.tables());
            changed = true;
        }
        settings = next;
    }

    /** Milliseconds between two updates of the prices. */
    synchronized long updateMillis() {
        return 1_000L * settings.updateSeconds();
    }

    /** Counts what was shown. */
    synchronized void count(Impressions impressions, long time) {
        impressions
                .usualValues()
                .forEach((scenario, value) ->
                        scaled |= own.scale(scenario.value()).add(value, time));
        List<PlacedItem> items = impressions.result().items();
        Map<ItemId, Item> known =
                world.catalog().findAll(items.stream().map(PlacedItem::item).toList());
        double quality = 0;
        double attentionOfAll = 0;
        double explored = 0;
        for (PlacedItem placed : items) {
            String surface = placed.item().surface().value();
            double attention = settings.attention().of(placed.position(), surface);
            Optional<Item> item = Optional.ofNullable(known.get(placed.item()));
            for (String attribute : settings.counted()) {
                ItemGroups.of(attribute, placed.item(), item)
                        .ifPresent(group -> own.ledger().add(attribute, group, attention, time));
            }
            double unit = settings.attention().at(placed.position());
            quality += unit * placed.value() / prices().scale(placed.scenario().value());
            attentionOfAll += unit;
            explored += impressions.exploration().isDecidedBy(placed.position()) ? unit : 0;
        }
        if (impressions.userId().isPresent() && attentionOfAll > 0) {
            String cohort = world.users()
                    .find(impressions.userId().get())
                    .orElse(UserProfile.unknown())
                    .cohort();
            own.quality().add(cohort, quality / attentionOfAll, time);
        }
        if (impressions.exploration().budget() > 0) {
            own.budgets()
                    .add(
                            impressions.exploration().name(),
                            impressions.exploration().budget() * attentionOfAll,
                            explored);
        }
        changed = true;
    }

    /** Whether values of a scenario have been scaled, which prices do not know yet. */
    synchronized boolean isScaled() {
        return scaled;
    }

    /** This node's counts, if they are not what was shared last. */
    synchronized Optional<SharedNumbers> toShare() {
        if (!changed) {
            return Optional.empty();
        }
        own.budgets().look();
        paces = own.budgets().factors();
        changed = false;
        return Optional.of(new SharedNumbers(ownKey, own.tables()));
    }

    /** The counts did not get out: they are to be shared again. */
    synchronized void notShared() {
        changed = true;
    }

    /**
     * The prices of that time's tick, if nobody has computed them. A tick is named by the second that it begins at, so that
     * ticks of another length, before a change or on a node that has not read it yet, are in order with these. When values
     * have been scaled a tick begins at once, for until prices say so that scenario takes what is the others' or loses all.
     */
    synchronized Optional<SharedNumbers> nextPrices(long time) {
        long seconds = time / 1_000;
        long tick = scaled ? seconds : seconds - seconds % settings.updateSeconds();
        PriceBook before = book();
        if (before.revision() >= tick) {
            return Optional.empty();
        }
        scaled = false;
        NodeCounts.Together all = together();
        PriceBook next = before.next(tick, all.ledger(), time, settings.goals(), settings.prices(), all.scales());
        // Ticks in which nothing happened need no record; a restart finds the last one that did.
        boolean same = next.entries().equals(before.entries()) && next.scales().equals(before.scales());
        return same ? Optional.empty() : Optional.of(new SharedNumbers(PRICES, next.tables()));
    }

    /**
     * What prices are now. They and the scales move once a tick, and when values have been scaled, so that the same request
     * gets the same slate meanwhile.
     */
    Prices prices() {
        return book();
    }

    /** The factors on this node's bonuses for exploration that keep its budgets, by their names. */
    Map<String, Double> paces() {
        return paces;
    }

    /** How it is, over all nodes. */
    ExposureReport report(long time, long dropped, List<String> problems) {
        NodeCounts.Together all;
        PriceBook now;
        ExposureSettings used;
        int nodes;
        synchronized (this) {
            all = together();
            now = book();
            used = settings;
            nodes = others().size() + (own.ledger().amounts().isEmpty() ? 0 : 1);
        }
        TreeMap<String, ExposureReport.AttributeExposure> attributes = new TreeMap<>();
        for (String attribute : used.counted()) {
            Optional<ExposureGoal> goal = Optional.ofNullable(used.goals().get(attribute));
            attributes.put(attribute, attribute(attribute, goal, all.ledger(), now, time));
        }
        return new ExposureReport(
                now.revision(),
                new ExposureReport.Settings(used.revision(), problems),
                nodes,
                attributes,
                all.scales(),
                all.quality().report(),
                dropped);
    }

    private ExposureReport.AttributeExposure attribute(
            String attribute, Optional<ExposureGoal> goal, ExposureLedger ledger, PriceBook prices, long time) {
        Map<String, Double> totals = new HashMap<>(ledger.totals(attribute));
        Map<String, Double> recent = ledger.recent(attribute, time);
        Map<String, Double> shares = ExposureLedger.shares(recent);
        goal.ifPresent(aim -> aim.groups().keySet().forEach(group -> totals.putIfAbsent(group, 0.0)));
        List<ExposureReport.GroupExposure> groups = new ArrayList<>();
        totals.forEach((group, total) -> {
            Double declared = goal.map(aim -> aim.groups().get(group)).orElse(null);
            groups.add(new ExposureReport.GroupExposure(
                    group,
                    total,
                    recent.getOrDefault(group, 0.0),
                    shares.getOrDefault(group, 0.0),
                    declared == null ? OptionalDouble.empty() : OptionalDouble.of(declared),
                    prices.of(attribute, group)));
        });
        groups.sort(Comparator.comparingDouble(ExposureReport.GroupExposure::recent)
                .reversed()
                .thenComparing(ExposureReport.GroupExposure::group));
        return new ExposureReport.AttributeExposure(goal, groups);
    }

    private synchronized PriceBook book() {
        SharedNumbers newest = shared.find(PRICES).orElse(null);
        if (newest != null && newest != read) {
            read = newest;
            book = PriceBook.of(newest.tables());
        }
        return book;
    }

    private NodeCounts.Together together() {
        List<NodeCounts> nodes = new ArrayList<>(others());
        nodes.add(own);
        return NodeCounts.together(settings.halfLifeMillis(), nodes);
    }

    /** Of this node the counts in memory are newer than those in the log. */
    private List<NodeCounts> others() {
        List<NodeCounts> others = new ArrayList<>();
        for (SharedNumbers numbers : shared.startingWith(NODE)) {
            if (!numbers.key().equals(ownKey)) {
                others.add(NodeCounts.of(settings.halfLifeMillis(), numbers.tables()));
            }
        }
        return others;
    }
}
