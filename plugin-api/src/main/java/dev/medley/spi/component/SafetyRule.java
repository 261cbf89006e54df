package dev.medley.spi.component;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.candidate.Verdict;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.request.RankRequest;
import java.util.Set;

/**
 * Says what must not be shown. It has the last word and fails closed: a throw, an overrun or a FAILED input drops the
 * row. It always takes part; {@code isEnabled} is not asked.
 */
public interface SafetyRule extends RankingComponent {
    /** The features it reads. Where one is FAILED in a row, the platform drops the row unasked. Called once. */
    default Set<FeatureSpec> inputs() {
        return Set.of();
    }

    /** The verdict on one row. CPU pool, pure, called for every row that might be shown, after the slate is laid. */
    Verdict judge(RankRequest request, CandidateBatch batch, int row);
}
