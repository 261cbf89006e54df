package dev.medley.live.score;

import dev.medley.live.feature.LiveFeatures;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;

/** A boost for rooms that have just gone on air, before their viewers can speak for them. */
public final class FreshRoomAdjuster implements ScoreAdjuster {
    private static final ComponentId ID = new ComponentId("fresh-room");

    private final float factor;
    private final int freshMinutes;

    /** An adjuster with that factor for rooms on air for at most so many minutes. */
    public FreshRoomAdjuster(double factor, int freshMinutes) {
        this.factor = (float) factor;
        this.freshMinutes = freshMinutes;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public void adjust(RankRequest request, CandidateBatch batch, float[] factors) {
        FloatColumn minutes = batch.floats(LiveFeatures.ROOM_ON_AIR_MINUTES);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            // Unknown reads as the feature's default, a day: not fresh unless everything is.
            if (minutes.get(row) <= freshMinutes) {
                factors[row] = factor;
            }
        }
    }
}
