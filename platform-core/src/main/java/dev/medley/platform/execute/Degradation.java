package dev.medley.platform.execute;

import dev.medley.spi.failure.FailureOwner;
import java.util.Locale;
import java.util.Optional;

/**
 * Something in an answer that did not work as it should.
 *
 * @param stage where
 * @param component the component, constraint or part of the platform
 * @param owner who has to act; nobody if a constraint could not be held
 * @param detail what happened, in a few words; no personal data
 */
public record Degradation(Stage stage, String component, Optional<FailureOwner> owner, String detail) {
    /** Something that its owner has to act on. */
    public static Degradation of(Stage stage, String component, FailureOwner owner, String detail) {
        return new Degradation(stage, component, Optional.of(owner), detail);
    }

    /** A constraint that could not be held. */
    public static Degradation relaxed(String constraint, String detail) {
        return new Degradation(Stage.RERANK, constraint, Optional.empty(), detail);
    }

    /** {@code <step>: <component>: <why>}, as it stands in answers; the reason begins with the owner, if there is one. */
    @Override
    public String toString() {
        String whose =
                owner.map(who -> who.name().toLowerCase(Locale.ROOT) + ": ").orElse("");
        return stage.label() + ": " + component + ": " + whose + detail;
    }
}
