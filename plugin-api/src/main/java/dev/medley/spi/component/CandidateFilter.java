package dev.medley.spi.component;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.candidate.Verdicts;
import dev.medley.spi.request.RankRequest;

/**
 * Drops what would make no sense to show: watched just now, sold out. What must never be shown is a {@link SafetyRule}'s
 * matter.
 */
public interface CandidateFilter extends RankingComponent {
    /** What happens to the batch when the filter throws or overruns. */
    enum OnFailure {
        /** All rows stay: showing one too many does no harm. */
        KEEP_ALL,
        /** All rows go: an empty answer is better. */
        DROP_ALL
    }

    /** What a failure means. Called once. */
    default OnFailure onFailure() {
        return OnFailure.KEEP_ALL;
    }

    /** Names the rows to drop, among the selected ones. CPU pool, pure. Filters run one after the other. */
    void apply(RankRequest request, CandidateBatch batch, Verdicts verdicts);
}
