package dev.medley.platform.train.factor;

import dev.medley.platform.score.factor.Bounds;
import java.util.Objects;

/**
 * How an autoencoder learns.
 *
 * @param loss what is made small over the observed values; for {@link Loss#LOGISTIC} targets must be from 0 to 1
 * @param hidden length of the vectors, 1 to 4096
 * @param epochs how often each item or user is visited, 1 to 10,000
 * @param rate the first step, in units of what a weight's slopes usually are, above 0; it falls to a twentieth
 * @param ridge pull of the weights to 0 at each visit of an observed value, not negative
 * @param kept the share of the observed values that is shown to the encoder in a visit, above 0 to 1; all of them are to
 *     be reconstructed
 * @param seed of the first weights, of the order, and of what is shown
 */
public record AutoencoderSettings(
        Loss loss, int hidden, int epochs, double rate, double ridge, double kept, long seed) {
    static final int MOST_HIDDEN = 4096;

    /** Checks the bounds. */
    public AutoencoderSettings {
        Objects.requireNonNull(loss, "loss");
        Bounds.require("hidden", hidden, 1, MOST_HIDDEN);
        Bounds.require("epochs", epochs, 1, 10_000);
        Bounds.requirePositive("rate", rate);
        Bounds.requireNotNegative("ridge", ridge);
        Bounds.requireShare("kept", kept);
    }
}
