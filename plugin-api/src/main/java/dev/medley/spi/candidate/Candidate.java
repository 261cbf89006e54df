package dev.medley.spi.candidate;

import dev.medley.spi.id.ItemId;
import java.util.List;
import java.util.Objects;

/**
 * An item that a source proposes.
 *
 * @param item which
 * @param score how good the source finds it; finite, higher is better, comparable within the source only
 * @param reasons what the user or an operator may be told about the find, such as how a query was relaxed
 */
public record Candidate(ItemId item, float score, List<Reason> reasons) {
    /** @throws IllegalArgumentException if the score is not finite */
    public Candidate {
        Objects.requireNonNull(item, "item");
        reasons = List.copyOf(reasons);
        if (!Float.isFinite(score)) {
            throw new IllegalArgumentException("candidate " + item + ": score " + score + " is not a finite number");
        }
    }

    /** A candidate without reasons. */
    public static Candidate of(ItemId item, float score) {
        return new Candidate(item, score, List.of());
    }
}
