package dev.medley.testkit;

import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.context.VectorRetrieval;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.SurfaceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Exact nearest items: every vector of the catalogue is compared. Safe for any thread. */
public final class FakeVectors implements VectorRetrieval {
    private final FakeCatalog items;

    /** Retrieval over those items; {@link FakeWorld} makes it. */
    public FakeVectors(FakeCatalog items) {
        this.items = items;
    }

    @Override
    public List<ScoredItem> nearest(SurfaceId surface, float[] query, int count) {
        if (count < 1 || count > 1_000) {
            throw new IllegalArgumentException("count: " + count + " is not allowed; 1 to 1000 is");
        }
        List<ScoredItem> found = new ArrayList<>();
        for (Item item : items.all()) {
            if (item.id().surface().equals(surface) && item.vector().length == query.length) {
                double cosine = cosine(query, item.vector());
                if (Double.isFinite(cosine)) {
                    found.add(new ScoredItem(item.id(), (float) cosine));
                }
            }
        }
        found.sort(Comparator.comparing(ScoredItem::score).reversed().thenComparing(ScoredItem::item));
        return List.copyOf(found.subList(0, Math.min(count, found.size())));
    }

    /** NaN where a vector has no length. */
    private static double cosine(float[] left, float[] right) {
        double product = 0;
        double leftSquare = 0;
        double rightSquare = 0;
        for (int i = 0; i < left.length; i++) {
            product += (double) left[i] * right[i];
            leftSquare += (double) left[i] * left[i];
            rightSquare += (double) right[i] * right[i];
        }
        return product / Math.sqrt(leftSquare * rightSquare);
    }
}
