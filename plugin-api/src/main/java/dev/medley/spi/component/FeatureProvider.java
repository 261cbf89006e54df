package dev.medley.spi.component;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.failure.RankingException;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.request.RankRequest;
import java.util.Set;

/** Fills columns for a whole batch. */
public interface FeatureProvider extends RankingComponent {
    /** What it writes; each in the scenario's schema, and written by this provider only. Called once. */
    Set<FeatureSpec> outputs();

    /** What it reads; those who write it run before. Shared features need not be named. Called once. */
    default Set<FeatureSpec> inputs() {
        return Set.of();
    }

    /**
     * Writes the columns. Called on a virtual thread, in parallel with providers that it does not depend on; may block.
     * If it throws or overruns, all its outputs are FAILED in every row and the answer is marked degraded.
     *
     * @throws RankingException if a dependency failed
     * @throws InterruptedException if the time was up
     */
    void provide(RankRequest request, CandidateBatch batch, FeatureWriter writer)
            throws RankingException, InterruptedException;
}
