package dev.medley.platform.rerank.slate;

import java.util.Objects;

/**
 * How important a rule is: what must be let go goes in reverse order. Safety and legal rules are never let go; where one
 * cannot be held the slate is shorter.
 *
 * @param kind the kind, most important first
 * @param rank within the kind, 0 the most important
 */
public record Priority(Kind kind, int rank) {
    /** Kinds of rules, most important first. */
    public enum Kind {
        SAFETY,
        LEGAL,
        PRODUCT
    }

    /** @throws IllegalArgumentException if the rank is negative */
    public Priority {
        Objects.requireNonNull(kind, "kind");
        if (rank < 0) {
            throw new IllegalArgumentException("priority: rank " + rank + " is not allowed; 0 or more is");
        }
    }

    public static Priority product(int rank) {
        return new Priority(Kind.PRODUCT, rank);
    }

    /** Whether the rule is never let go. */
    public boolean isFirm() {
        return kind != Kind.PRODUCT;
    }

    /** Whether a rule of this priority is more important than one of the other. */
    boolean isBefore(Priority other) {
        int byKind = kind.compareTo(other.kind);
        return byKind < 0 || byKind == 0 && rank < other.rank;
    }
}
