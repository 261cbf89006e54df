package dev.medley.platform.execute;

/** Whether a component is called at all. */
public enum BreakerState {
    /** It is called. */
    CLOSED,
    /** It failed too often, or overran: it is left out for a while. */
    OPEN,
    /** One call is let through; how it ends decides. */
    HALF_OPEN
}
