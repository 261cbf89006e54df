package dev.medley.platform.train;

import java.util.SequencedMap;
import java.util.function.Supplier;

/**
 * The families of models that can be learnt, by kind.
 *
 * @param byKind what learns each; a supplier, so that a family's libraries are loaded when it is asked for
 */
public record Trainers(SequencedMap<String, Supplier<Trainer>> byKind) {
    /**
     * What learns that kind.
     *
     * @throws IllegalArgumentException if nothing does, naming what is allowed
     */
    public Trainer of(String kind) {
        Supplier<Trainer> found = byKind.get(kind);
        if (found == null) {
            throw new IllegalArgumentException(
                    "model '" + kind + "' is not allowed; " + String.join(", ", byKind.keySet()) + " are");
        }
        return found.get();
    }
}
