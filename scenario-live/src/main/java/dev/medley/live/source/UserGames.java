package dev.medley.live.source;

import dev.medley.spi.context.Catalog;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which games the user's newest rooms played. */
public final class UserGames {
    private UserGames() {}

    /** Games to their shares of the newest {@code depth} positive interactions with rooms; the shares add up to 1. */
    public static Map<String, Float> shares(RankRequest request, Catalog catalog, int depth) {
        List<ItemId> ids = new ArrayList<>();
        for (Interaction interaction : RoomHistory.newestPositive(request, depth)) {
            ids.add(interaction.item());
        }
        Map<ItemId, Item> items = catalog.findAll(ids);
        Map<String, Float> shares = new HashMap<>();
        int counted = 0;
        for (ItemId id : ids) {
            Item item = items.get(id);
            if (item != null && item.category().isPresent()) {
                shares.merge(item.category().get(), 1f, Float::sum);
                counted++;
            }
        }
        float total = counted;
        shares.replaceAll((game, count) -> count / total);
        return shares;
    }
}
