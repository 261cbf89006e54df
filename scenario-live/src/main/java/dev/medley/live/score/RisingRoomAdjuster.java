package dev.medley.live.score;

import dev.medley.live.feature.LiveFeatures;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;

/** A boost that grows with the room's join velocity, up to a limit. */
public final class RisingRoomAdjuster implements ScoreAdjuster {
    private static final ComponentId ID = new ComponentId("rising-room");

    private final float boost;

    /** An adjuster whose factor goes from 1 to 1 + boost. */
    public RisingRoomAdjuster(double boost) {
        this.boost = (float) boost;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public void adjust(RankRequest request, CandidateBatch batch, float[] factors) {
        FloatColumn velocity = batch.floats(LiveFeatures.ROOM_JOIN_VELOCITY);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            float speed = velocity.get(row);
            factors[row] = 1 + boost * (speed / (1 + speed));
        }
    }
}
