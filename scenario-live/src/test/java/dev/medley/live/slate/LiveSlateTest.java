package dev.medley.live.slate;

import static dev.medley.live.LiveWorld.room;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.live.LiveWorld;
import dev.medley.live.config.LiveConfig;
import dev.medley.live.feature.LiveFeatures;
import dev.medley.spi.entity.Item;
import dev.medley.spi.request.RankRequest;
import dev.medley.spi.slate.SlateConstraint;
import dev.medley.spi.slate.SlateView;
import dev.medley.testkit.TestBatch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LiveSlateTest {
    private final LiveWorld live = new LiveWorld();

    @Test
    void hostsAreCappedBeforeGamesBeforeNewHosts() {
        assertThat(ids(LiveConstraints.of(LiveConfig.SCHEMA.defaults())))
                .containsExactly("max-per-host", "max-per-game", "new-host-share");
    }

    @Test
    void withoutAShareForNewHostsThereIsNoSuchConstraint() {
        assertThat(ids(LiveConstraints.of(LiveConfig.SCHEMA.parse(Map.of("new-host-share", 0)))))
                .containsExactly("max-per-host", "max-per-game");
    }

    @Test
    void aGameThatIsNotOnTheSlateYetGains() {
        RankRequest request = live.guest().build();
        TestBatch batch = TestBatch.of(
                        room("a", "chess", 1),
                        room("b", "chess", 1),
                        room("c", "go", 1),
                        Item.of(LiveWorld.id("d"), ""))
                .withSharedFeatures(request, live.world)
                .set(LiveFeatures.USER_ROOM_GAME_AFFINITY, 2, 0.5f)
                .declaring(LiveFeatures.SCHEMA);
        float[] gains = new float[4];
        new GameVarietyPolicy(0.1).gains(request, batch, slate(0), gains);

        assertThat(gains[1]).isZero();
        assertThat(gains[2]).isEqualTo(0.1f * 1.5f);
        assertThat(gains[3]).isZero();
    }

    private static SlateView slate(int... rows) {
        return new SlateView() {
            @Override
            public int size() {
                return rows.length;
            }

            @Override
            public int limit() {
                return 10;
            }

            @Override
            public int row(int position) {
                return rows[position];
            }
        };
    }

    private static List<String> ids(List<SlateConstraint> constraints) {
        return constraints.stream().map(constraint -> constraint.id().value()).toList();
    }
}
