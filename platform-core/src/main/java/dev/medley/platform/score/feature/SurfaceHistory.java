package dev.medley.platform.score.feature;

import dev.medley.platform.world.World;
import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import it.unimi.dsi.fastutil.objects.Object2FloatOpenHashMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One user's history on one surface, read once a request: their taste, and the similarity of every item that is near to
 * their newest ones.
 */
final class SurfaceHistory {
    private final UserTaste taste = new UserTaste();
    private final Object2FloatOpenHashMap<ItemId> similarities;

    /** Reads the history; items that the catalogue has forgotten say nothing about taste. */
    SurfaceHistory(World world, FacetsCache cache, List<Interaction> history, SurfaceId surface) {
        List<ItemId> visited = positivesOn(surface, history);
        Map<ItemId, Item> items = world.catalog().findAll(new HashSet<>(visited));
        for (ItemId id : visited) {
            Item item = items.get(id);
            if (item != null) {
                taste.add(cache.of(item));
            }
        }
        similarities = similarities(world, visited);
    }

    UserTaste taste() {
        return taste;
    }

    /** Sum of the similarities between the item and the newest ones. */
    float coInteraction(ItemId item) {
        return similarities.getFloat(item);
    }

    private static List<ItemId> positivesOn(SurfaceId surface, List<Interaction> history) {
        List<ItemId> visited = new ArrayList<>(Math.min(history.size(), UserTaste.WINDOW));
        for (int i = history.size() - 1; i >= 0 && visited.size() < UserTaste.WINDOW; i--) {
            Interaction interaction = history.get(i);
            if (!interaction.type().isNegative() && interaction.item().surface().equals(surface)) {
                visited.add(interaction.item());
            }
        }
        return visited.reversed();
    }

    private static Object2FloatOpenHashMap<ItemId> similarities(World world, List<ItemId> visited) {
        Object2FloatOpenHashMap<ItemId> sums =
                new Object2FloatOpenHashMap<>(Similarity.NEWEST_ITEMS * Similarity.NEIGHBOURS);
        Set<ItemId> asked = new HashSet<>(2 * Similarity.NEWEST_ITEMS);
        for (int i = visited.size() - 1; i >= 0 && asked.size() < Similarity.NEWEST_ITEMS; i--) {
            if (asked.add(visited.get(i))) {
                for (ScoredItem near : world.neighbours().neighbours(visited.get(i), Similarity.NEIGHBOURS)) {
                    sums.addTo(near.item(), near.score());
                }
            }
        }
        return sums;
    }
}
