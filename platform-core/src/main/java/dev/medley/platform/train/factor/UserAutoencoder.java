package dev.medley.platform.train.factor;

import dev.medley.platform.score.factor.UserAutoencoderFactors;
import java.util.Objects;

/**
 * Reconstructs a user's values, over the items that they were given to, through one hidden layer (user-based AutoRec;
 * Sedhain, Menon, Sanner and Xie, WWW 2015). Whoever has a history can be scored, in training or not. One thread.
 */
public final class UserAutoencoder implements Learner<UserAutoencoderFactors> {
    private final AutoencoderSettings settings;

    /** A learner with those settings; {@link #standard} says which suit ratings. */
    public UserAutoencoder(AutoencoderSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /** What was best on a million film ratings from 1 to 5. */
    public static AutoencoderSettings standard(long seed) {
        return new AutoencoderSettings(Loss.SQUARED, 300, 8, 0.002, 0.3, 0.5, seed);
    }

    /** Settings for targets of 0 and 1 beside values from 1 to 5, see {@link RatingMatrix#withTargets}: scores are logits. */
    public static AutoencoderSettings logistic(long seed) {
        return new AutoencoderSettings(Loss.LOGISTIC, 300, 8, 0.002, 0.1, 0.4, seed);
    }

    @Override
    public UserAutoencoderFactors fit(RatingMatrix matrix) {
        settings.loss().requireFits(matrix);
        float center = matrix.mean();
        AutoencoderFit fit = AutoencoderFit.of(matrix.byUser(), center, matrix.targetMean(), settings);
        return new UserAutoencoderFactors(
                center, fit.hiddenBias(), fit.encoder(), fit.bias(), fit.decoder(), fit.vectors());
    }
}
