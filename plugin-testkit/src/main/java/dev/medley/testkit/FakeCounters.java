package dev.medley.testkit;

import dev.medley.spi.context.CounterGroup;
import dev.medley.spi.context.CounterWindow;
import dev.medley.spi.context.Counters;
import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Counters that are computed from the interactions whenever they are asked: a positive interaction counts 1, halved for
 * every half-life of the window that has passed since. A test may {@link #set} an item's count directly instead; it then
 * stands for that item and window, whatever the interactions say.
 *
 * <p>Every question reads all interactions, so keep the world small. Safe for any thread.
 */
public final class FakeCounters implements Counters {
    private final FakeCatalog items;
    private final FakeUsers users;
    private final FakeUserHistories interactions;
    private final InstantSource clock;
    private final Map<ItemWindow, Double> set = new ConcurrentHashMap<>();

    private record ItemWindow(ItemId item, CounterWindow window) {}

    /** Counters over those; {@link FakeWorld} makes them. */
    public FakeCounters(FakeCatalog items, FakeUsers users, FakeUserHistories interactions, InstantSource clock) {
        this.items = items;
        this.users = users;
        this.interactions = interactions;
        this.clock = clock;
    }

    /** Fixes an item's count over one window; it does not touch the counts by author, category or cohort. */
    public FakeCounters set(ItemId item, CounterWindow window, double count) {
        set.put(new ItemWindow(item, window), count);
        return this;
    }

    @Override
    public double ofItem(ItemId item, CounterWindow window) {
        Double fixed = set.get(new ItemWindow(item, window));
        return fixed != null ? fixed : sum(window, each -> each.item().equals(item));
    }

    @Override
    public double ofItemInCohort(ItemId item, String cohort) {
        return sum(
                CounterWindow.TOTAL,
                each -> each.item().equals(item)
                        && users.profile(each.user()).cohort().equals(cohort));
    }

    @Override
    public double ofAuthor(SurfaceId surface, String author, CounterWindow window) {
        return sum(window, each -> each.item().surface().equals(surface) && isBy(each.item(), author));
    }

    @Override
    public double ofCategory(SurfaceId surface, String category, CounterWindow window) {
        return sum(window, each -> each.item().surface().equals(surface) && isIn(each.item(), category));
    }

    @Override
    public List<ScoredItem> top(SurfaceId surface, CounterGroup group, CounterWindow window, int count) {
        Map<ItemId, Double> counts = new HashMap<>();
        Instant now = clock.instant();
        for (Interaction each : interactions.all()) {
            if (counts(each) && each.item().surface().equals(surface) && belongs(each, group)) {
                counts.merge(each.item(), weight(each, window, now), Double::sum);
            }
        }
        set.forEach((key, fixed) -> {
            if (key.window() == window && key.item().surface().equals(surface) && belongs(key.item(), group)) {
                counts.put(key.item(), fixed);
            }
        });
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> new ScoredItem(entry.getKey(), entry.getValue().floatValue()))
                .sorted(Comparator.comparing(ScoredItem::score).reversed().thenComparing(ScoredItem::item))
                .limit(count)
                .toList();
    }

    private double sum(CounterWindow window, Predicate<Interaction> meant) {
        Instant now = clock.instant();
        double sum = 0;
        for (Interaction each : interactions.all()) {
            if (counts(each) && meant.test(each)) {
                sum += weight(each, window, now);
            }
        }
        return sum;
    }

    private static boolean counts(Interaction interaction) {
        return !interaction.type().isNegative();
    }

    private static double weight(Interaction interaction, CounterWindow window, Instant now) {
        if (window == CounterWindow.TOTAL) {
            return 1;
        }
        if (interaction.time().isEmpty()) {
            return 0;
        }
        Duration age = Duration.between(interaction.time().get(), now);
        double halfLives = (double) age.toMillis() / window.halfLife().toMillis();
        return Math.pow(0.5, Math.max(0, halfLives));
    }

    private boolean belongs(Interaction interaction, CounterGroup group) {
        if (group.dimension() == CounterGroup.Dimension.COHORT) {
            return users.profile(interaction.user()).cohort().equals(group.value());
        }
        return belongs(interaction.item(), group);
    }

    private boolean belongs(ItemId item, CounterGroup group) {
        return switch (group.dimension()) {
            case ALL -> true;
            case CATEGORY -> isIn(item, group.value());
            case AUTHOR -> isBy(item, group.value());
            case COHORT -> false;
        };
    }

    private boolean isBy(ItemId id, String author) {
        return items.find(id).flatMap(Item::author).filter(author::equals).isPresent();
    }

    private boolean isIn(ItemId id, String category) {
        return items.find(id)
                .filter(item -> item.categories().contains(category))
                .isPresent();
    }
}
