package dev.medley.platform.execute;

import dev.medley.spi.failure.FailureOwner;
import java.util.Locale;

/**
 * Something in an answer that did not work as it should.
 *
 * @param stage where
 * @param component the component, constraint or part of the platform
 * @param owner who has to act
 * @param detail what happened, in a few words; no personal data
 */
public record Degradation(Stage stage, String component, FailureOwner owner, String detail) {
    /** A constraint that could not be held; nobody's mistake, so the text names no owner. */
    public static Degradation relaxed(String constraint, int place) {
        return new Degradation(Stage.RERANK, constraint, FailureOwner.PLATFORM, "relaxed at place " + place);
    }

    /** {@code <step>: <component>: <why>}, as it stands in answers. */
    @Override
    public String toString() {
        String text = stage.label() + ": " + component + ": ";
        return stage == Stage.RERANK && detail.startsWith("relaxed")
                ? text + detail
                : text + owner.name().toLowerCase(Locale.ROOT) + ": " + detail;
    }
}
