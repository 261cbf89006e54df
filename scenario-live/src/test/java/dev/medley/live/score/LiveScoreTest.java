package dev.medley.live.score;

import static dev.medley.live.LiveWorld.ANN;
import static dev.medley.live.LiveWorld.room;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.live.LiveWorld;
import dev.medley.live.feature.LiveFeatures;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.request.RankRequest;
import dev.medley.spi.score.ScoreColumn;
import dev.medley.spi.score.TaskScores;
import dev.medley.testkit.TestBatch;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LiveScoreTest {
    private final LiveWorld live = new LiveWorld();
    private final RankRequest request = live.request(ANN).build();
    private final TestBatch batch = TestBatch.of(room("a", "chess", 1), room("b", "chess", 1), room("c", "chess", 1));

    @Test
    void theValueIsTheWeightedMeanOfTheTasks() {
        TaskScores scores = new TaskScores() {
            @Override
            public Set<TaskId> tasks() {
                return Set.of(Tasks.CLICK, Tasks.FOLLOW);
            }

            @Override
            public ScoreColumn scores(TaskId task) {
                return row -> task.equals(Tasks.CLICK) ? 0.8f : 0.2f;
            }
        };
        float[] values = new float[3];
        new EntryAndFollowValueModel(1, 2).value(request, batch.drop(2), scores, values);

        assertThat(values[0]).isCloseTo(0.4f, within(1e-6f));
        assertThat(values[2]).isZero();
    }

    @Test
    void anotherLanguageIsDiscountedAnUnknownOneIsNot() {
        batch.set(LiveFeatures.USER_ROOM_LANGUAGE_MATCH, 0, 1).set(LiveFeatures.USER_ROOM_LANGUAGE_MATCH, 1, 0);
        LanguageMismatchAdjuster adjuster = new LanguageMismatchAdjuster(0.5);

        assertThat(factors(adjuster)).containsExactly(1, 0.5f, 1);
        assertThat(adjuster.isEnabled(request)).isFalse();
        UserProfile speaker = new UserProfile(
                OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.of("en"), Attributes.none());
        assertThat(adjuster.isEnabled(live.guest().user(ANN, speaker).build())).isTrue();
    }

    @Test
    void freshRoomsAreBoosted() {
        batch.set(LiveFeatures.ROOM_ON_AIR_MINUTES, 0, 15).set(LiveFeatures.ROOM_ON_AIR_MINUTES, 1, 15.1f);

        assertThat(factors(new FreshRoomAdjuster(1.1, 15))).containsExactly(1.1f, 1, 1);
    }

    @Test
    void risingRoomsAreBoostedUpToALimit() {
        batch.set(LiveFeatures.ROOM_JOIN_VELOCITY, 0, 1).set(LiveFeatures.ROOM_JOIN_VELOCITY, 1, 1e9f);

        float[] factors = factors(new RisingRoomAdjuster(0.4));
        assertThat(factors[0]).isEqualTo(1.2f);
        assertThat(factors[1]).isCloseTo(1.4f, within(1e-6f));
        assertThat(factors[2]).isEqualTo(1);
    }

    @Test
    void followedHostsAreBoosted() {
        batch.set(LiveFeatures.USER_ROOM_FOLLOWED, 0, 1).set(LiveFeatures.USER_ROOM_FOLLOWED, 1, 0);

        assertThat(factors(new FollowedHostAdjuster(1.5))).containsExactly(1.5f, 1, 1);
    }

    @Test
    void newHostsAreBoosted() {
        batch.set(LiveFeatures.ROOM_HOST_STAGE, 1, LiveFeatures.NEW_HOST);

        assertThat(factors(new NewHostAdjuster(1.05))).containsExactly(1, 1.05f, 1);
    }

    private float[] factors(ScoreAdjuster adjuster) {
        float[] factors = new float[batch.rowCount()];
        Arrays.fill(factors, 1);
        adjuster.adjust(request, batch.declaring(LiveFeatures.SCHEMA), factors);
        return factors;
    }
}
