package dev.medley.testkit;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.request.RankRequest;

/** Fills the platform's shared features, before any provider of a scenario runs. */
@FunctionalInterface
public interface SharedFeatureFunction {
    /** Writes what it knows; the writer accepts all of {@link dev.medley.spi.feature.SharedFeatures#ALL}. */
    void fill(RankRequest request, CandidateBatch batch, FeatureWriter writer);
}
