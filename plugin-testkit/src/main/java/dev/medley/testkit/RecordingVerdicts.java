package dev.medley.testkit;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.candidate.Verdicts;
import dev.medley.spi.failure.ContractBreachException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keeps a filter's verdicts. A row that does not exist is a breach of contract; it is remembered, so that a filter that
 * catches the exception does not get away with it. Not thread-safe.
 */
public final class RecordingVerdicts implements Verdicts {
    private final CandidateBatch batch;
    private final TreeMap<Integer, ReasonCode> dropped = new TreeMap<>();
    private final TreeSet<Integer> notSelected = new TreeSet<>();
    private ContractBreachException firstBreach;

    /** Verdicts on the selected rows of that batch. */
    public RecordingVerdicts(CandidateBatch batch) {
        this.batch = batch;
    }

    @Override
    public void drop(int row, ReasonCode reason) {
        if (row < 0 || row >= batch.rowCount()) {
            throw breach("row " + row + " dropped; the batch has rows 0 to below " + batch.rowCount());
        }
        if (reason == null) {
            throw breach("row " + row + " dropped without a reason; a reason code is required");
        }
        if (isSelected(row)) {
            dropped.putIfAbsent(row, reason);
        } else {
            notSelected.add(row);
        }
    }

    /** The rows that were selected and are now dropped, with the first reason given for each. */
    public SortedMap<Integer, ReasonCode> dropped() {
        return Collections.unmodifiableSortedMap(dropped);
    }

    /** Whether that row was dropped. */
    public boolean isDropped(int row) {
        return dropped.containsKey(row);
    }

    /** The rows that the filter dropped although they had been out before: it looked at rows that it should skip. */
    public SortedSet<Integer> notSelected() {
        return Collections.unmodifiableSortedSet(notSelected);
    }

    /** Throws the first breach, if there was one. */
    public void checkNoBreach() {
        if (firstBreach != null) {
            throw firstBreach;
        }
    }

    private ContractBreachException breach(String message) {
        ContractBreachException breach = new ContractBreachException(message);
        firstBreach = firstBreach == null ? breach : firstBreach;
        return breach;
    }

    private boolean isSelected(int row) {
        for (int index = 0; index < batch.selectedCount(); index++) {
            if (batch.selectedRow(index) == row) {
                return true;
            }
        }
        return false;
    }
}
