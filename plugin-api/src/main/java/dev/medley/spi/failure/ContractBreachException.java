package dev.medley.spi.failure;

/**
 * A component broke the SPI's contract: wrote a column that it had not declared, a row that does not exist, a factor
 * that is not finite. Thrown by the platform's objects at the place of the breach, always charged to
 * {@link FailureOwner#PLUGIN}, never failed open.
 */
public final class ContractBreachException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A breach; the message names what was done and what is allowed. */
    public ContractBreachException(String message) {
        super(message);
    }
}
