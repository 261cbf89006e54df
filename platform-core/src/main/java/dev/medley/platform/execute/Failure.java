package dev.medley.platform.execute;

import dev.medley.spi.failure.ContractBreachException;
import dev.medley.spi.failure.FailureOwner;
import dev.medley.spi.failure.RankingException;
import java.util.Objects;

/**
 * Why a component did not do its work.
 *
 * @param owner who has to act
 * @param detail a few words for answers and traces
 */
public record Failure(FailureOwner owner, String detail) {
    private static final int MAX_DETAIL = 300;

    /** Checks for null, and shortens what is too long. */
    public Failure {
        Objects.requireNonNull(owner, "owner");
        detail = detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL);
    }

    /**
     * What a component threw. The message is told only where the SPI says that it is fit to be shown; of anything else
     * only the type, for the message may hold personal data.
     */
    public static Failure of(Throwable thrown) {
        try {
            return switch (thrown) {
                case RankingException expected -> new Failure(expected.owner(), "" + expected.getMessage());
                case ContractBreachException breach -> new Failure(FailureOwner.PLUGIN, "" + breach.getMessage());
                case InterruptedException _ -> overran();
                default ->
                    new Failure(
                            FailureOwner.PLUGIN, "threw " + thrown.getClass().getName());
            };
        } catch (Throwable fromPluginsException) {
            return new Failure(FailureOwner.PLUGIN, "threw " + thrown.getClass().getName());
        }
    }

    /** It did not return in time. */
    public static Failure overran() {
        return new Failure(FailureOwner.TIMEOUT, "did not return in time");
    }

    /** The degraded entry of a component. */
    public Degradation in(ComponentKey component) {
        return Degradation.of(component.stage(), component.component().value(), owner, detail);
    }
}
