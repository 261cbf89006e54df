package dev.medley.platform.score.registry;

import dev.medley.platform.codec.Problem;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** A model's folder is not what it should be; carries every reason. Whatever served before serves on. */
public final class ModelRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** @throws IllegalArgumentException if there is no problem */
    public ModelRefusedException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("problems: at least one is needed");
        }
        this.problems = List.copyOf(problems);
    }

    /** At least one, each naming the file or the manifest's field, what stands there, and what may. */
    public List<Problem> problems() {
        return problems;
    }
}
