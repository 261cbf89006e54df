package dev.medley.video.score;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.ValueModel;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.request.RankRequest;
import dev.medley.spi.score.ScoreColumn;
import dev.medley.spi.score.TaskScores;

/**
 * The weighted mean of the probabilities that the user starts the video and that they like it. A mean and not a sum, so
 * that values compare with other scenarios' on a mixed page.
 */
public final class WatchAndLikeValueModel implements ValueModel {
    private static final ComponentId ID = new ComponentId("watch-and-like");

    private final float clickShare;
    private final float likeShare;

    /** A value model with those weights, 0 or more, not both 0. */
    public WatchAndLikeValueModel(double clickWeight, double likeWeight) {
        this.clickShare = (float) (clickWeight / (clickWeight + likeWeight));
        this.likeShare = (float) (likeWeight / (clickWeight + likeWeight));
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public void value(RankRequest request, CandidateBatch batch, TaskScores scores, float[] values) {
        ScoreColumn click = scores.scores(Tasks.CLICK);
        ScoreColumn like = scores.scores(Tasks.LIKE);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            values[row] = clickShare * click.get(row) + likeShare * like.get(row);
        }
    }
}
