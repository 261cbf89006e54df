package dev.medley.search.filter;

import dev.medley.search.feature.SearchFeatures;
import dev.medley.search.source.LexicalSource;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.candidate.Provenance;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.candidate.Verdicts;
import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;

/**
 * Drops what holds too few of the query's words, if something else holds enough. What the caller supplied, what completes
 * a word, and what a dropped query brought in, stay.
 */
public final class NoMatchFilter implements CandidateFilter {
    private static final ComponentId ID = new ComponentId("no-match");
    private static final ReasonCode TOO_FEW_WORDS = new ReasonCode("TOO_FEW_WORDS");

    private final float leastCoverage;

    public NoMatchFilter(double leastCoverage) {
        this.leastCoverage = (float) leastCoverage;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public void apply(RankRequest request, CandidateBatch batch, Verdicts verdicts) {
        FloatColumn coverage = batch.floats(SearchFeatures.COVERAGE);
        boolean somebodyHoldsEnough = false;
        for (int i = 0; i < batch.selectedCount() && !somebodyHoldsEnough; i++) {
            somebodyHoldsEnough = coverage.get(batch.selectedRow(i)) >= leastCoverage;
        }
        if (!somebodyHoldsEnough) {
            return;
        }
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            if (coverage.get(row) < leastCoverage && isLexicalOnly(batch, row)) {
                verdicts.drop(row, TOO_FEW_WORDS);
            }
        }
    }

    private static boolean isLexicalOnly(CandidateBatch batch, int row) {
        for (Provenance find : batch.provenance(row)) {
            if (!find.source().equals(LexicalSource.ID)) {
                return false;
            }
        }
        return true;
    }
}
