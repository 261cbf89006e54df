package dev.medley.live.score;

import dev.medley.live.feature.LiveFeatures;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;

/** A boost for hosts whom the user follows: they asked to be told. */
public final class FollowedHostAdjuster implements ScoreAdjuster {
    private static final ComponentId ID = new ComponentId("followed-host-boost");

    private final float factor;

    /** An adjuster with that factor, 0 or more. */
    public FollowedHostAdjuster(double factor) {
        this.factor = (float) factor;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public void adjust(RankRequest request, CandidateBatch batch, float[] factors) {
        FloatColumn followed = batch.floats(LiveFeatures.USER_ROOM_FOLLOWED);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            if (followed.get(row) == 1) {
                factors[row] = factor;
            }
        }
    }
}
