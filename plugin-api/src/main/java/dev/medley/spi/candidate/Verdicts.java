package dev.medley.spi.candidate;

/** Where a filter says which rows go. Dropping a row twice keeps the first reason; dropping an unknown row is a breach. */
public interface Verdicts {
    /** Drops that row, for that reason. */
    void drop(int row, ReasonCode reason);
}
