package dev.medley.commodity.taste;

import dev.medley.commodity.index.Offer;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** What the newest history says of a user's taste. */
public final class Taste {
    private static final int NEWEST = 20;

    private Taste() {}

    /** The newest products with which the user did something positive, newest first, each once. */
    public static List<ItemId> newestProducts(RankRequest request, SurfaceId surface) {
        Set<ItemId> items = new LinkedHashSet<>();
        List<Interaction> history = request.history();
        for (int i = history.size() - 1; i >= 0 && items.size() < NEWEST; i--) {
            Interaction interaction = history.get(i);
            if (interaction.item().surface().equals(surface)
                    && !interaction.type().isNegative()) {
                items.add(interaction.item());
            }
        }
        return new ArrayList<>(items);
    }

    /** The categories of the newest products, the most frequent first, ties by recency. */
    public static List<String> categories(RankRequest request, Catalog catalog, SurfaceId surface) {
        List<ItemId> newest = newestProducts(request, surface);
        Map<ItemId, Item> items = catalog.findAll(newest);
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (ItemId id : newest) {
            Item item = items.get(id);
            if (item != null && item.category().isPresent()) {
                counts.merge(item.category().get(), 1, Integer::sum);
            }
        }
        List<String> categories = new ArrayList<>(counts.keySet());
        categories.sort((left, right) -> Integer.compare(counts.get(right), counts.get(left)));
        return categories;
    }

    /** The median price of the newest products that have one, in cents. */
    public static OptionalDouble usualPriceCents(RankRequest request, Catalog catalog, SurfaceId surface) {
        double[] prices = catalog.findAll(newestProducts(request, surface)).values().stream()
                .mapToDouble(Offer::priceCents)
                .filter(price -> !Double.isNaN(price))
                .toArray();
        if (prices.length == 0) {
            return OptionalDouble.empty();
        }
        Arrays.sort(prices);
        return OptionalDouble.of(prices[prices.length / 2]);
    }
}
