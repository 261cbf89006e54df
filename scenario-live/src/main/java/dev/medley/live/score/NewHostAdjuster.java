package dev.medley.live.score;

import dev.medley.live.feature.LiveFeatures;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.feature.IdColumn;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;

/** A small boost for new hosts, whose scores are low because nobody knows them yet. */
public final class NewHostAdjuster implements ScoreAdjuster {
    private static final ComponentId ID = new ComponentId("new-host-boost");

    private final float factor;

    /** An adjuster with that factor, 0 or more. */
    public NewHostAdjuster(double factor) {
        this.factor = (float) factor;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public void adjust(RankRequest request, CandidateBatch batch, float[] factors) {
        IdColumn stage = batch.ids(LiveFeatures.ROOM_HOST_STAGE);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            if (stage.get(row) == LiveFeatures.NEW_HOST) {
                factors[row] = factor;
            }
        }
    }
}
