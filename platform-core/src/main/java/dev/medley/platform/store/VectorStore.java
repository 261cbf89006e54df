package dev.medley.platform.store;

import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.context.VectorRetrieval;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.SurfaceId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Exact nearest items: every vector of the surface that is as long as the query's is looked at. */
final class VectorStore implements VectorRetrieval {
    /** At most so many items an answer. */
    static final int MAX_ITEMS = 1_000;

    private final Map<Shape, VectorBlocks> shapes = new ConcurrentHashMap<>();

    private record Shape(SurfaceId surface, int dimensions) {}

    @Override
    public List<ScoredItem> nearest(SurfaceId surface, float[] query, int count) {
        VectorBlocks blocks = shapes.get(new Shape(surface, query.length));
        if (blocks == null || count <= 0) {
            return List.of();
        }
        BestItems best = new BestItems(Math.min(count, MAX_ITEMS));
        blocks.offerAll(query, best);
        return best.toList();
    }

    /** The item is this now, and was that before. Writer only. */
    void replace(Item before, Item after) {
        float[] old = before == null ? new float[0] : before.vector();
        if (Arrays.equals(old, after.vector())) {
            return;
        }
        if (old.length != after.vector().length) {
            remove(before);
        }
        if (after.vector().length > 0) {
            blocks(after).put(after.id(), after.vector());
        }
    }

    /** The item is gone; null if it never was. Writer only. */
    void remove(Item before) {
        if (before != null && before.vector().length > 0) {
            blocks(before).remove(before.id());
        }
    }

    private VectorBlocks blocks(Item item) {
        Shape shape = new Shape(item.id().surface(), item.vector().length);
        return shapes.computeIfAbsent(shape, absent -> new VectorBlocks(shape.dimensions));
    }
}
