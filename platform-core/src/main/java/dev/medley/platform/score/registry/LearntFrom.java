package dev.medley.platform.score.registry;

import java.util.List;

/**
 * The fingerprint of what a model has learnt from: equal examples have equal fingerprints.
 *
 * @param names the data sets' names
 * @param rows how many examples
 * @param sha256 over the examples, 64 hexadecimal digits in lower case; the trainer says how
 */
public record LearntFrom(List<String> names, long rows, String sha256) {
    /** Copies the list. */
    public LearntFrom {
        names = List.copyOf(names);
    }
}
