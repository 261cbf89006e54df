package dev.medley.spi.component;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.request.RankRequest;
import dev.medley.spi.slate.SlateView;

/** Advises the re-ranker, place by place. It never orders: the platform adds its gains to the values. */
public interface RerankPolicy extends RankingComponent {
    /**
     * Writes {@code gains[row]}: what is to be added to the row's value for the next place. CPU pool, pure, called once
     * a place. If it throws or overruns, or a gain is not finite, the policy is left out for the rest of the slate and
     * the answer is marked degraded.
     *
     * @param slate what has been placed
     * @param gains length {@code batch.rowCount()}, zeros
     */
    void gains(RankRequest request, CandidateBatch batch, SlateView slate, float[] gains);
}
