package dev.medley.platform.score.feature;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.request.RankRequest;

/**
 * Fills the {@link dev.medley.spi.feature.SharedFeatures} of a batch, before the scenario's own providers run. The
 * platform's own code: it reads in-memory state only, does not block, and writes every shared feature that it knows; a
 * cell that it does not write is MISSING.
 */
public interface SharedFeatureFiller {
    /**
     * Writes the shared columns of all rows. Called on a thread of the CPU pool, by any number of requests at once. If
     * it throws, every shared feature is FAILED in every row and the answer is marked degraded.
     *
     * @param request who asks, with profile and newest history; {@code request.now()} is the only time
     * @param batch the rows, with items and provenance; no column can be read yet
     * @param writer takes the shared features, and no others
     */
    void fill(RankRequest request, CandidateBatch batch, FeatureWriter writer);
}
