package dev.medley.platform.score.weights;

import dev.medley.platform.codec.Problem;
import java.io.IOException;
import java.util.List;

/** Bytes that are not a safetensors file as {@link SafetensorsFile} takes it, with all that was found wrong. */
public final class InvalidTensorsException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    InvalidTensorsException(List<Problem> problems, long more) {
        super(text(problems, more));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, the first {@value TensorProblems#MAX_KEPT} in order; at least one. */
    public List<Problem> problems() {
        return problems == null ? List.of() : problems;
    }

    private static String text(List<Problem> problems, long more) {
        StringBuilder text = new StringBuilder();
        for (Problem problem : problems) {
            text.append(text.isEmpty() ? "" : "; ").append(problem);
        }
        return more == 0
                ? text.toString()
                : text.append("; and ").append(more).append(" more problems").toString();
    }
}
