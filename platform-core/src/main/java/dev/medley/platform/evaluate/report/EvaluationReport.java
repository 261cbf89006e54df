package dev.medley.platform.evaluate.report;

import dev.medley.platform.evaluate.EvaluationResult;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What an evaluation found.
 *
 * @param title one line
 * @param fingerprint what the rows can be recognised by, such as a digest
 * @param commandLine what gives the same figures again
 * @param results each model once for each split; in the order in which they are shown
 * @param differences may be empty
 */
public record EvaluationReport(
        String title,
        String fingerprint,
        String commandLine,
        List<EvaluationResult> results,
        List<ModelDifference> differences) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if a model is there twice for a split
     */
    public EvaluationReport {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(commandLine, "commandLine");
        results = List.copyOf(results);
        differences = List.copyOf(differences);
        Set<List<String>> seen = new HashSet<>();
        for (EvaluationResult result : results) {
            if (!seen.add(List.of(result.split(), result.model()))) {
                throw new IllegalArgumentException(
                        "results: model " + result.model() + " twice for split " + result.split() + "; allowed: once");
            }
        }
    }
}
