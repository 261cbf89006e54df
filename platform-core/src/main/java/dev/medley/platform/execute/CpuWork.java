package dev.medley.platform.execute;

/**
 * A part of a request that calls pure components, on one thread of the CPU pool. Where a component overruns, its thread
 * is lost and the work is run again, from the top, on another one: so it keeps what it has reached in fields, changes
 * them only between the calls of components, and starts each run where they stand. The call that overran is then made
 * again and answers at once with its failure.
 */
@FunctionalInterface
public interface CpuWork {
    /** Goes on from where it stands to its end. Must not catch what {@code caller} throws. */
    void run(ComponentCaller caller);
}
