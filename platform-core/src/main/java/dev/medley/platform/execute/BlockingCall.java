package dev.medley.platform.execute;

import dev.medley.spi.failure.RankingException;

/** What is called on a virtual thread: its component, and what it returns. */
@FunctionalInterface
public interface BlockingCall<C, T> {
    /** Calls the component. */
    T call(C component) throws RankingException, InterruptedException;
}
