package dev.medley.spi.config;

import java.util.List;

/** A configuration document was refused, as a whole. */
public final class InvalidConfigException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** With every problem that the document has. */
    public InvalidConfigException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each names the key, the value and what is allowed. */
    public List<String> problems() {
        return problems;
    }
}
