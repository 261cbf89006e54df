package dev.medley.live.filter;

import dev.medley.live.config.LiveSurface;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.candidate.Verdicts;
import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;

/**
 * Drops what was off air when the items were read: caller's candidates, and rooms that went off air since they were
 * found. The safety rule asks again at the very end; this filter keeps such rooms from being scored at all.
 */
public final class OffAirFilter implements CandidateFilter {
    private static final ComponentId ID = new ComponentId("off-air");
    private static final ReasonCode OFF_AIR = new ReasonCode("OFF_AIR");

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public void apply(RankRequest request, CandidateBatch batch, Verdicts verdicts) {
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            if (!LiveSurface.isOnAir(batch.item(row))) {
                verdicts.drop(row, OFF_AIR);
            }
        }
    }
}
