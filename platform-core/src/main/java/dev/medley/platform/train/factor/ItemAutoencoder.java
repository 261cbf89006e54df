package dev.medley.platform.train.factor;

import dev.medley.platform.score.factor.ItemAutoencoderFactors;
import java.util.Objects;

/**
 * Reconstructs an item's values, over the users who gave them, through one hidden layer (item-based AutoRec; Sedhain,
 * Menon, Sanner and Xie, WWW 2015). For serving the layer is a vector of the item, so that a score is one inner
 * product. One thread.
 */
public final class ItemAutoencoder implements Learner<ItemAutoencoderFactors> {
    private final AutoencoderSettings settings;

    /** A learner with those settings; {@link #standard} says which suit ratings. */
    public ItemAutoencoder(AutoencoderSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /** What was best on a million film ratings from 1 to 5. */
    public static AutoencoderSettings standard(long seed) {
        return new AutoencoderSettings(Loss.SQUARED, 300, 12, 0.002, 0.3, 0.5, seed);
    }

    /** Settings for targets of 0 and 1 beside values from 1 to 5, see {@link RatingMatrix#withTargets}: scores are logits. */
    public static AutoencoderSettings logistic(long seed) {
        return new AutoencoderSettings(Loss.LOGISTIC, 300, 8, 0.002, 0.05, 0.5, seed);
    }

    @Override
    public ItemAutoencoderFactors fit(RatingMatrix matrix) {
        settings.loss().requireFits(matrix);
        AutoencoderFit fit = AutoencoderFit.of(matrix.byItem(), matrix.mean(), matrix.targetMean(), settings);
        return new ItemAutoencoderFactors(fit.bias(), fit.decoder(), fit.vectors(), settings.hidden());
    }
}
