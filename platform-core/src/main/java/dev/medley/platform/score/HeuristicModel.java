package dev.medley.platform.score;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.request.RankRequest;
import java.util.List;
import java.util.Optional;

/**
 * What ranks before anything was learnt, and what remains when a learnt model fails: popularity, nearness to the newest
 * interactions, and words in common with the query, in fixed proportions. Its scores are ordered, not calibrated.
 */
public final class HeuristicModel implements Model {
    /** Its revision; another formula would be another number. */
    public static final String REVISION = "heuristic-1";

    /** About one in twenty, as a learnt model's prior. */
    private static final float BASE_LOGIT = -3;

    private static final float POPULARITY_WEIGHT = 0.5f;
    private static final float TREND_WEIGHT = 0.3f;
    private static final float CO_INTERACTION_WEIGHT = 1;
    private static final float CATEGORY_WEIGHT = 1;
    private static final float QUERY_WEIGHT = 3;
    /** Popularity of the most popular items is about e to this. */
    private static final float HIGH_POPULARITY_LOG = 6;

    @Override
    public String revision() {
        return REVISION;
    }

    @Override
    public Optional<ScoredRows> score(RankRequest request, CandidateBatch batch, List<TaskId> tasks, float[][] scores) {
        FloatColumn popularity = batch.floats(SharedFeatures.ITEM_POPULARITY_LOG);
        FloatColumn trend = batch.floats(SharedFeatures.ITEM_TREND_LOG);
        FloatColumn coInteraction = batch.floats(SharedFeatures.USER_ITEM_CO_INTERACTION);
        FloatColumn category = batch.floats(SharedFeatures.USER_ITEM_CATEGORY_AFFINITY);
        FloatColumn query = batch.floats(SharedFeatures.USER_ITEM_QUERY_MATCH);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            float logit = BASE_LOGIT
                    + POPULARITY_WEIGHT * (popularity.get(row) - HIGH_POPULARITY_LOG)
                    + TREND_WEIGHT * trend.get(row)
                    + CO_INTERACTION_WEIGHT * coInteraction.get(row)
                    + CATEGORY_WEIGHT * category.get(row)
                    + QUERY_WEIGHT * query.get(row);
            float score = Logistic.of(logit);
            for (float[] taskScores : scores) {
                taskScores[row] = score;
            }
        }
        return Optional.empty();
    }
}
