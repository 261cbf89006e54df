package dev.medley.live.score;

import dev.medley.live.feature.LiveFeatures;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;

/** A discount for rooms in a language that is not the user's; none where one of the languages is not known. */
public final class LanguageMismatchAdjuster implements ScoreAdjuster {
    private static final ComponentId ID = new ComponentId("language-mismatch");

    private final float factor;

    /** An adjuster with that factor, 0 or more. */
    public LanguageMismatchAdjuster(double factor) {
        this.factor = (float) factor;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public boolean isEnabled(RankRequest request) {
        return request.user().language().isPresent();
    }

    @Override
    public void adjust(RankRequest request, CandidateBatch batch, float[] factors) {
        FloatColumn match = batch.floats(LiveFeatures.USER_ROOM_LANGUAGE_MATCH);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            // Unknown reads as the feature's default, a match.
            if (match.get(row) == 0) {
                factors[row] = factor;
            }
        }
    }
}
