package dev.medley.spi.context;

import dev.medley.spi.id.SurfaceId;
import java.util.List;

/** Nearest items by content vector. */
public interface VectorRetrieval {
    /**
     * The items of the surface whose vector has the greatest cosine with the query, best first, ties by item. Items
     * with a vector of another length, or none, are not found.
     *
     * @param query finite, at least one element not zero; otherwise nothing is found
     * @param count at most so many, 1 to 1,000
     */
    List<ScoredItem> nearest(SurfaceId surface, float[] query, int count);
}
