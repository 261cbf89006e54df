package dev.medley.platform.codec;

import java.util.List;
import java.util.stream.Collectors;

/** Input that is not of its form; carries everything that is wrong with it, for whoever sent it. */
public final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** @throws IllegalArgumentException if there is no problem */
    public InvalidInputException(List<Problem> problems) {
        // It describes the input, not a place in the program, and bulks may bring thousands: no stack trace.
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")), null, false, false);
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("problems: at least one is needed");
        }
        this.problems = List.copyOf(problems);
    }

    /** With one problem. */
    public InvalidInputException(Problem problem) {
        this(List.of(problem));
    }

    /** At least one, in the order of reading. */
    public List<Problem> problems() {
        return problems;
    }
}
