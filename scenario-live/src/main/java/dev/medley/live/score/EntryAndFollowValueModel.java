package dev.medley.live.score;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.ValueModel;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.request.RankRequest;
import dev.medley.spi.score.ScoreColumn;
import dev.medley.spi.score.TaskScores;

/**
 * The weighted mean of the probabilities that the user enters the room and that they follow its host. A mean and not a
 * sum, so that values compare with other scenarios' on a mixed page.
 */
public final class EntryAndFollowValueModel implements ValueModel {
    private static final ComponentId ID = new ComponentId("entry-and-follow");

    private final float clickShare;
    private final float followShare;

    /** A value model with those weights, 0 or more, not both 0. */
    public EntryAndFollowValueModel(double clickWeight, double followWeight) {
        this.clickShare = (float) (clickWeight / (clickWeight + followWeight));
        this.followShare = (float) (followWeight / (clickWeight + followWeight));
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public void value(RankRequest request, CandidateBatch batch, TaskScores scores, float[] values) {
        ScoreColumn click = scores.scores(Tasks.CLICK);
        ScoreColumn follow = scores.scores(Tasks.FOLLOW);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            values[row] = clickShare * click.get(row) + followShare * follow.get(row);
        }
    }
}
