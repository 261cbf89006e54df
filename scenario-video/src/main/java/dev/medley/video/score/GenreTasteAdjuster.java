package dev.medley.video.score;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import dev.medley.video.feature.VideoFeatures;

/** A boost that grows with the user's taste for the video's genres. */
public final class GenreTasteAdjuster implements ScoreAdjuster {
    private static final ComponentId ID = new ComponentId("genre-taste-boost");

    private final float boost;

    /** An adjuster whose factor goes from 1 to 1 + boost. */
    public GenreTasteAdjuster(double boost) {
        this.boost = (float) boost;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public void adjust(RankRequest request, CandidateBatch batch, float[] factors) {
        FloatColumn taste = batch.floats(VideoFeatures.USER_VIDEO_GENRE_TASTE);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            factors[row] = 1 + boost * taste.get(row);
        }
    }
}
