package dev.medley.platform.train.factor;

import dev.medley.platform.score.Logistic;

/** What is made small over the observed values. */
public enum Loss {
    /** Half the squared difference; the score is on the scale of the targets. */
    SQUARED {
        @Override
        float slope(float score, float value) {
            return score - value;
        }

        @Override
        float scoreOf(float mean) {
            return mean;
        }

        @Override
        void requireFits(RatingMatrix matrix) {}
    },
    /** Cross entropy; the score is a logit, and targets must be from 0 to 1. */
    LOGISTIC {
        @Override
        float slope(float score, float value) {
            return Logistic.of(score) - value;
        }

        @Override
        float scoreOf(float mean) {
            float inside = Math.clamp(mean, 1e-6f, 1 - 1e-6f);
            return (float) StrictMath.log(inside / (1 - inside));
        }

        @Override
        void requireFits(RatingMatrix matrix) {
            for (int row = 0; row < matrix.rowCount(); row++) {
                float value = matrix.target(row);
                if (value < 0 || value > 1) {
                    throw new IllegalArgumentException(
                            "targets[" + row + "] is " + value + ", for the logistic loss it must be from 0 to 1");
                }
            }
        }
    };

    /** How the loss changes with the score. */
    abstract float slope(float score, float value);

    /** The one score that suits values of that mean best. */
    abstract float scoreOf(float mean);

    /** Throws where a target does not suit the loss. */
    abstract void requireFits(RatingMatrix matrix);
}
