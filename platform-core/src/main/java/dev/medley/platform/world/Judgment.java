package dev.medley.platform.world;

import dev.medley.spi.id.ItemId;
import java.util.Objects;

/**
 * How relevant a judge finds an item to a query. Two judgments with the same query and item are the same one; the later
 * grade counts.
 *
 * @param query what was typed, 1 to 512 characters
 * @param item what was judged
 * @param grade 0 (not at all) to 1 (exactly)
 */
public record Judgment(String query, ItemId item, float grade) {
    /** @throws IllegalArgumentException if the query or the grade is out of bounds */
    public Judgment {
        Objects.requireNonNull(item, "item");
        if (query.isBlank() || query.length() > 512) {
            throw new IllegalArgumentException("query: 1 to 512 characters are allowed, " + query.length() + " given");
        }
        if (!(grade >= 0 && grade <= 1)) {
            throw new IllegalArgumentException("grade: " + grade + " is not allowed; 0 to 1 is");
        }
    }
}
