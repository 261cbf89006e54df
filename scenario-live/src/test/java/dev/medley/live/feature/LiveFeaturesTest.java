package dev.medley.live.feature;

import static dev.medley.live.LiveWorld.ANN;
import static dev.medley.live.LiveWorld.id;
import static dev.medley.live.LiveWorld.offAir;
import static dev.medley.live.LiveWorld.room;
import static dev.medley.live.LiveWorld.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.live.LiveWorld;
import dev.medley.live.source.NewHosts;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.context.CounterWindow;
import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.feature.FeatureState;
import dev.medley.spi.request.RankRequest;
import dev.medley.testkit.RecordingFeatureWriter;
import dev.medley.testkit.TestBatch;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class LiveFeaturesTest {
    private final LiveWorld live = new LiveWorld();

    @Test
    void roomStateSaysSinceWhenAndHowMany() throws Exception {
        var now = live.world.now();
        Item fresh = room("a", "chess", 99).withPublishedAt(now.minusSeconds(90));
        Item ahead = room("b", "chess", 0).withPublishedAt(now.plusSeconds(90));
        Item old = room("c", "chess", 0).withPublishedAt(now.minus(Duration.ofDays(400)));
        Item silent = room("d", "chess", 0);
        RecordingFeatureWriter written =
                written(new RoomStateFeatureProvider(), live.guest().build(), fresh, ahead, old, silent);

        var minutes = written.floats(LiveFeatures.ROOM_ON_AIR_MINUTES);
        assertThat(minutes.get(0)).isEqualTo(1.5f);
        assertThat(minutes.get(1)).isZero();
        assertThat(minutes.get(2)).isEqualTo(1440);
        assertThat(minutes.state(3)).isEqualTo(FeatureState.MISSING);
        assertThat(written.floats(LiveFeatures.ROOM_VIEWERS_LOG).get(0))
                .isCloseTo((float) Math.log(100), within(1e-6f));
    }

    @Test
    void languageIsComparedOnlyWhereBothAreKnown() throws Exception {
        UserProfile speaker = new UserProfile(
                OptionalInt.of(30), Optional.empty(), Optional.empty(), Optional.of("pt-br"), Attributes.none());
        RankRequest request = live.guest().user(ANN, speaker).build();
        RecordingFeatureWriter written = written(
                new RoomStateFeatureProvider(),
                request,
                with(room("a", "chess", 1), "language", "pt"),
                with(room("b", "chess", 1), "language", "en"),
                room("c", "chess", 1));

        var match = written.floats(LiveFeatures.USER_ROOM_LANGUAGE_MATCH);
        assertThat(match.get(0)).isEqualTo(1);
        assertThat(match.get(1)).isZero();
        assertThat(match.state(2)).isEqualTo(FeatureState.MISSING);
    }

    @Test
    void velocityIsJoinsByViewers() throws Exception {
        live.world.counters().set(id("a"), CounterWindow.TEN_MINUTES, 30);

        var written = written(
                new RoomVelocityFeatureProvider(live.world.counters(), 50),
                live.guest().build(),
                room("a", "chess", 100));

        assertThat(written.floats(LiveFeatures.ROOM_JOIN_VELOCITY).get(0)).isEqualTo(0.2f);
    }

    @Test
    void gameAffinityIsTheGamesShare() throws Exception {
        live.put(room("a", "chess", 1), room("b", "go", 1), room("c", "go", 1), offAir(room("d", "go", 1)));
        live.did(ANN, InteractionType.WATCH, "a", "b", "c", "d");

        var written = written(
                new GameAffinityFeatureProvider(live.world.items(), 100),
                live.request(ANN).build(),
                room("x", "go", 1),
                room("y", "poker", 1));

        var affinity = written.floats(LiveFeatures.USER_ROOM_GAME_AFFINITY);
        assertThat(affinity.get(0)).isEqualTo(0.75f);
        assertThat(affinity.get(1)).isZero();
    }

    @Test
    void aHostIsFollowedThroughAnyRoom() throws Exception {
        live.put(offAir(room("old", "chess", 1)).withAuthor("ada"), room("clicked", "chess", 1));
        live.did(ANN, InteractionType.FOLLOW, "old").did(ANN, InteractionType.CLICK, "clicked");

        var written = written(
                new FollowedHostFeatureProvider(live.world.items()),
                live.request(ANN).build(),
                room("new", "chess", 1).withAuthor("ada"),
                room("clicked", "chess", 1));

        var followed = written.floats(LiveFeatures.USER_ROOM_FOLLOWED);
        assertThat(followed.get(0)).isEqualTo(1);
        assertThat(followed.get(1)).isZero();
    }

    @Test
    void aHostIsNewByInteractionsEver() throws Exception {
        live.put(room("known", "chess", 1), room("new", "chess", 1)).did(ANN, InteractionType.CLICK, "known");

        var written = written(
                new NewHostFeatureProvider(new NewHosts(live.world.counters(), 0)),
                live.guest().build(),
                room("known", "chess", 1),
                room("new", "chess", 1));

        var stage = written.ids(LiveFeatures.ROOM_HOST_STAGE);
        assertThat(stage.state(0)).isEqualTo(FeatureState.MISSING);
        assertThat(stage.get(1)).isEqualTo(LiveFeatures.NEW_HOST);
    }

    private static RecordingFeatureWriter written(FeatureProvider provider, RankRequest request, Item... rooms)
            throws Exception {
        RecordingFeatureWriter writer = new RecordingFeatureWriter(rooms.length, provider.outputs());
        provider.provide(request, TestBatch.of(rooms).declaring(LiveFeatures.SCHEMA), writer);
        return writer;
    }
}
