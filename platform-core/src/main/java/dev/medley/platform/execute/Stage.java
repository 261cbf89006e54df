package dev.medley.platform.execute;

import java.util.Locale;

/** The steps of a request, in order. */
public enum Stage {
    /** Validate, find the scenario, read the user. */
    ADMIT,
    /** Ask the sources. */
    RETRIEVE,
    /** Make rows of finds. */
    MERGE,
    /** Fill columns. */
    HYDRATE,
    /** Drop what makes no sense. */
    FILTER,
    /** Keep the best of what was retrieved. */
    TRIM,
    /** Ask the model. */
    SCORE,
    /** Make one value of task scores, and adjust it. */
    VALUE,
    /** Lay the slate. */
    RERANK,
    /** Judge it, and lay it again without what must not be shown. */
    SAFETY,
    /** Keep the trace, hand on the impressions. */
    LOG;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name as it stands in answers and metrics. */
    public String label() {
        return label;
    }
}
