package dev.medley.commodity.index;

import dev.medley.spi.context.Catalog;
import dev.medley.spi.entity.Item;
import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.id.ItemId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;

/**
 * The available products in the orders that the sources walk them: by price within a category, by time of restock, and
 * those of small sellers. Follows the catalogue; one writer, any number of readers, no locks for readers.
 */
public final class ShelfIndex implements Catalog.ItemListener {
    /** A product at a place in an order. */
    public record Entry(double rank, ItemId item) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byRank = Double.compare(rank, other.rank);
            return byRank != 0 ? byRank : item.compareTo(other.item);
        }
    }

    /** Sorts before every product of the surface: surfaces are compared first. */
    private static final ItemId FIRST = ItemId.of("a", "!");

    private final Map<ItemId, Item> available = new ConcurrentHashMap<>();
    private final Map<String, ConcurrentSkipListSet<Entry>> byPrice = new ConcurrentHashMap<>();
    private final ConcurrentSkipListSet<Entry> byRestock =
            new ConcurrentSkipListSet<>(Comparator.<Entry>naturalOrder().reversed());
    private final Map<String, ConcurrentSkipListSet<ItemId>> byCategory = new ConcurrentHashMap<>();
    private final ConcurrentSkipListSet<Entry> ofSmallSellers = new ConcurrentSkipListSet<>();

    @Override
    public void onItem(Item item) {
        onRemoved(item.id());
        if (!Offer.isAvailable(item)) {
            return;
        }
        available.put(item.id(), item);
        item.category().ifPresent(category -> {
            byCategory
                    .computeIfAbsent(category, name -> new ConcurrentSkipListSet<>())
                    .add(item.id());
            if (!Double.isNaN(Offer.priceCents(item))) {
                byPrice.computeIfAbsent(category, name -> new ConcurrentSkipListSet<>())
                        .add(priceEntry(item));
            }
        });
        if (Offer.restockedAtMillis(item) > Double.NEGATIVE_INFINITY) {
            byRestock.add(new Entry(Offer.restockedAtMillis(item), item.id()));
        }
        if (isSmallSellers(item)) {
            ofSmallSellers.add(smallSellerEntry(item));
        }
    }

    @Override
    public void onRemoved(ItemId id) {
        Item old = available.remove(id);
        if (old == null) {
            return;
        }
        old.category().ifPresent(category -> {
            byCategory.get(category).remove(id);
            if (byPrice.containsKey(category)) {
                byPrice.get(category).remove(priceEntry(old));
            }
        });
        byRestock.remove(new Entry(Offer.restockedAtMillis(old), id));
        ofSmallSellers.remove(smallSellerEntry(old));
    }

    /** Products of the category whose price is nearest above and below, nearest first. */
    public List<ItemId> nearPrice(String category, double priceCents, double halfWidth, int count) {
        ConcurrentSkipListSet<Entry> shelf = byPrice.get(category);
        List<Entry> band = new ArrayList<>();
        if (shelf != null) {
            Entry middle = new Entry(priceCents, FIRST);
            takeWhile(shelf.tailSet(middle, true), count, entry -> entry.rank() <= priceCents + halfWidth, band);
            takeWhile(
                    shelf.headSet(middle, false).descendingSet(),
                    count,
                    entry -> entry.rank() >= priceCents - halfWidth,
                    band);
        }
        band.sort(Comparator.<Entry>comparingDouble(entry -> Math.abs(entry.rank() - priceCents))
                .thenComparing(Entry::item));
        return items(band, count);
    }

    /** Products that came back into stock at or after that time, the newest first. */
    public List<ItemId> restockedSince(double epochMillis, int count) {
        List<Entry> found = new ArrayList<>();
        takeWhile(byRestock, count, entry -> entry.rank() >= epochMillis, found);
        return items(found, count);
    }

    /**
     * Small sellers' products, from a place that chance gives, round the end.
     *
     * @param start 0 to 1
     */
    public List<ItemId> ofSmallSellers(double start, int count) {
        List<Entry> found = new ArrayList<>();
        Entry from = new Entry(start, FIRST);
        takeWhile(ofSmallSellers.tailSet(from, true), count, entry -> true, found);
        takeWhile(ofSmallSellers.headSet(from, false), count - found.size(), entry -> true, found);
        return items(found, count);
    }

    /** Products of a category, in order of id. */
    public List<ItemId> inCategory(String category, int count) {
        ConcurrentSkipListSet<ItemId> shelf = byCategory.get(category);
        List<ItemId> found = new ArrayList<>();
        if (shelf != null) {
            for (ItemId item : shelf) {
                if (found.size() >= count) {
                    break;
                }
                found.add(item);
            }
        }
        return found;
    }

    /** The categories that have products, in order of name. */
    public List<String> categories() {
        List<String> names = new ArrayList<>(byCategory.keySet());
        names.sort(null);
        return names;
    }

    private static Entry priceEntry(Item item) {
        return new Entry(Offer.priceCents(item), item.id());
    }

    /** A place in 0 to 1 that depends on the item alone, so that walking from a random start is a fair draw. */
    private static Entry smallSellerEntry(Item item) {
        long hash = FeatureHash.of(item.id().key());
        return new Entry((hash >>> 11) * 0x1.0p-53, item.id());
    }

    private static boolean isSmallSellers(Item item) {
        return Offer.sellerSize(item).filter("small"::equals).isPresent();
    }

    private static void takeWhile(Iterable<Entry> entries, int count, Predicate<Entry> wanted, List<Entry> found) {
        int taken = 0;
        for (Entry entry : entries) {
            if (taken >= count || !wanted.test(entry)) {
                return;
            }
            found.add(entry);
            taken++;
        }
    }

    private static List<ItemId> items(List<Entry> entries, int count) {
        List<ItemId> items = new ArrayList<>(Math.min(count, entries.size()));
        for (Entry entry : entries) {
            if (items.size() >= count) {
                break;
            }
            items.add(entry.item());
        }
        return items;
    }
}
