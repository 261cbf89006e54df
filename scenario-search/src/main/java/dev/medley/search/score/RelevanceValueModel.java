package dev.medley.search.score;

import dev.medley.search.feature.SearchFeatures;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.ValueModel;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.request.RankRequest;
import dev.medley.spi.score.ScoreColumn;
import dev.medley.spi.score.TaskScores;

/**
 * The weighted mean of the words' match and coverage, the predicted relevance and the predicted click. A mean and not a
 * sum, so that values compare with other scenarios' on a mixed page.
 */
public final class RelevanceValueModel implements ValueModel {
    private static final ComponentId ID = new ComponentId("relevance-value");

    private final float matchShare;
    private final float relevanceShare;
    private final float clickShare;

    /** A value model with those weights, 0 or more, not all 0. */
    public RelevanceValueModel(double matchWeight, double relevanceWeight, double clickWeight) {
        double weights = matchWeight + relevanceWeight + clickWeight;
        this.matchShare = (float) (matchWeight / weights);
        this.relevanceShare = (float) (relevanceWeight / weights);
        this.clickShare = (float) (clickWeight / weights);
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public void value(RankRequest request, CandidateBatch batch, TaskScores scores, float[] values) {
        FloatColumn match = batch.floats(SearchFeatures.MATCH);
        FloatColumn coverage = batch.floats(SearchFeatures.COVERAGE);
        ScoreColumn relevance = scores.scores(Tasks.RELEVANCE);
        ScoreColumn click = scores.scores(Tasks.CLICK);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            float words = (match.get(row) + coverage.get(row)) / 2;
            values[row] = matchShare * words + relevanceShare * relevance.get(row) + clickShare * click.get(row);
        }
    }
}
