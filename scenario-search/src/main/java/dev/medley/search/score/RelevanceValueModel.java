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

/** The words' match and coverage, the predicted relevance and the predicted click, each with its weight. */
public final class RelevanceValueModel implements ValueModel {
    private static final ComponentId ID = new ComponentId("relevance-value");

    private final float matchWeight;
    private final float relevanceWeight;
    private final float clickWeight;

    public RelevanceValueModel(double matchWeight, double relevanceWeight, double clickWeight) {
        this.matchWeight = (float) matchWeight;
        this.relevanceWeight = (float) relevanceWeight;
        this.clickWeight = (float) clickWeight;
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
            values[row] = matchWeight * words + relevanceWeight * relevance.get(row) + clickWeight * click.get(row);
        }
    }
}
