package dev.medley.video.score;

import static dev.medley.video.VideoWorld.film;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.request.RankRequest;
import dev.medley.spi.score.ScoreColumn;
import dev.medley.spi.score.TaskScores;
import dev.medley.testkit.TestBatch;
import dev.medley.video.VideoWorld;
import dev.medley.video.feature.VideoFeatures;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class VideoScoreTest {
    private final RankRequest request = new VideoWorld().guest().build();
    private final TestBatch batch = TestBatch.of(film("a"), film("b"), film("c"));

    @Test
    void theValueIsTheWeightedMeanOfTheTasks() {
        TaskScores scores = new TaskScores() {
            @Override
            public Set<TaskId> tasks() {
                return Set.of(Tasks.CLICK, Tasks.LIKE);
            }

            @Override
            public ScoreColumn scores(TaskId task) {
                return row -> task.equals(Tasks.CLICK) ? 0.8f : 0.4f;
            }
        };
        float[] values = new float[3];
        new WatchAndLikeValueModel(1, 3).value(request, batch.drop(2), scores, values);

        assertThat(values[0]).isCloseTo(0.5f, within(1e-6f));
        assertThat(values[2]).isZero();
    }

    @Test
    void freshnessHalves() {
        batch.set(SharedFeatures.ITEM_AGE_DAYS, 0, 0).set(SharedFeatures.ITEM_AGE_DAYS, 1, 7);

        assertThat(factors(new FreshnessAdjuster(0.2, 7))).containsExactly(1.2f, 1.1f, 1);
    }

    @Test
    void veryLongVideosAreDiscounted() {
        batch.set(VideoFeatures.VIDEO_DURATION_SECONDS, 0, 100).set(VideoFeatures.VIDEO_DURATION_SECONDS, 1, 101);

        assertThat(factors(new LongVideoAdjuster(0.9, 100))).containsExactly(1, 0.9f, 1);
    }

    @Test
    void tasteBoosts() {
        batch.set(VideoFeatures.USER_VIDEO_GENRE_TASTE, 0, 1).set(VideoFeatures.USER_VIDEO_GENRE_TASTE, 1, 0.5f);

        assertThat(factors(new GenreTasteAdjuster(0.5))).containsExactly(1.5f, 1.25f, 1);
    }

    @Test
    void whatIsRarelyFinishedIsDiscounted() {
        batch.set(VideoFeatures.USER_VIDEO_WATCH_SHARE, 0, 0.1f).set(VideoFeatures.USER_VIDEO_WATCH_SHARE, 1, 0.2f);

        assertThat(factors(new UnfinishedAdjuster(0.8, 0.2))).containsExactly(0.8f, 1, 1);
    }

    @Test
    void littleKnownVideosAreBoosted() {
        batch.set(VideoFeatures.VIDEO_FAME, 1, VideoFeatures.LITTLE_KNOWN);

        assertThat(factors(new LongTailAdjuster(1.05))).containsExactly(1, 1.05f, 1);
    }

    private float[] factors(ScoreAdjuster adjuster) {
        float[] factors = new float[batch.rowCount()];
        Arrays.fill(factors, 1);
        adjuster.adjust(request, batch.declaring(VideoFeatures.SCHEMA), factors);
        return factors;
    }
}
