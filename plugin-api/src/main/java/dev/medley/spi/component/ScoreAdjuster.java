package dev.medley.spi.component;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.request.RankRequest;

/** Multiplies values for a business reason: a boost for what is fresh, a discount for what is nearly sold out. */
public interface ScoreAdjuster extends RankingComponent {
    /**
     * Writes {@code factors[row]} for the selected rows that it has an opinion about. CPU pool, pure. If it throws or
     * overruns, or if a factor is not finite or is negative, none of its factors count and the answer is marked
     * degraded.
     *
     * @param factors length {@code batch.rowCount()}, ones
     */
    void adjust(RankRequest request, CandidateBatch batch, float[] factors);
}
