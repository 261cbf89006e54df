package dev.medley.platform.batch;

import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.candidate.Verdicts;
import dev.medley.spi.failure.ContractBreachException;
import java.util.Objects;

/** The private verdicts of one filter in one request; they count when the filter has returned in time. */
public final class VerdictSheet implements Verdicts {
    private final ReasonCode[] reasons;
    private ContractBreachException breach;

    /** A sheet for a batch of so many rows. */
    public VerdictSheet(int rowCount) {
        reasons = new ReasonCode[rowCount];
    }

    @Override
    public void drop(int row, ReasonCode reason) {
        if (row < 0 || row >= reasons.length) {
            ContractBreachException exception = new ContractBreachException(
                    "row " + row + " does not exist; 0 to " + (reasons.length - 1) + " are there");
            breach = breach == null ? exception : breach;
            throw exception;
        }
        Objects.requireNonNull(reason, "reason");
        if (reasons[row] == null) {
            reasons[row] = reason;
        }
    }

    /**
     * Ends the judging.
     *
     * @throws ContractBreachException the first breach, if there was one
     */
    public void close() {
        if (breach != null) {
            throw breach;
        }
    }

    /** Why that row goes; null if it stays. */
    public ReasonCode reason(int row) {
        return reasons[row];
    }
}
