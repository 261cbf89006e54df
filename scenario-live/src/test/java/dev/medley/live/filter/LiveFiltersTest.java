package dev.medley.live.filter;

import static dev.medley.live.LiveWorld.ANN;
import static dev.medley.live.LiveWorld.id;
import static dev.medley.live.LiveWorld.offAir;
import static dev.medley.live.LiveWorld.room;
import static dev.medley.live.LiveWorld.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.live.LiveWorld;
import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.request.RankRequest;
import dev.medley.testkit.RecordingVerdicts;
import dev.medley.testkit.TestBatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LiveFiltersTest {
    private final LiveWorld live = new LiveWorld();

    @Test
    void roomsOffAirGo() {
        assertThat(dropped(
                        new OffAirFilter(),
                        live.guest().build(),
                        room("a", "chess", 1),
                        offAir(room("b", "chess", 1)),
                        with(room("c", "chess", 1), "on_air", "yes")))
                .containsExactly("1 OFF_AIR", "2 OFF_AIR");
    }

    @Test
    void roomsEnteredInTheLastMinutesGo() {
        live.didAgo(ANN, InteractionType.CLICK, "a", 60)
                .didAgo(ANN, InteractionType.WATCH, "b", 601)
                .didAgo(ANN, InteractionType.FOLLOW, "c", 60)
                .did(ANN, InteractionType.CLICK, "d");

        assertThat(dropped(
                        new JustEnteredFilter(Duration.ofMinutes(10)),
                        live.request(ANN).build(),
                        room("a", "chess", 1),
                        room("b", "chess", 1),
                        room("c", "chess", 1),
                        room("d", "chess", 1)))
                .containsExactly("0 JUST_ENTERED");
    }

    @Test
    void hiddenRoomsGoWithTheirHostsOtherRooms() {
        live.put(room("hidden", "chess", 1).withAuthor("ada"));
        live.did(ANN, InteractionType.HIDE, "hidden", "forgotten").did(ANN, InteractionType.FOLLOW, "c");

        assertThat(dropped(
                        hidden(),
                        live.request(ANN).build(),
                        room("hidden", "chess", 1).withAuthor("ada"),
                        room("b", "chess", 1).withAuthor("ada"),
                        room("c", "chess", 1),
                        room("forgotten", "chess", 1)))
                .containsExactly("0 HIDDEN_BY_USER", "1 HIDDEN_BY_USER", "3 HIDDEN_BY_USER");
        assertThat(hidden().onFailure()).isEqualTo(CandidateFilter.OnFailure.DROP_ALL);
    }

    @Test
    void aReportDoesNotLapse() {
        live.did(ANN, InteractionType.REPORT, "bad");
        for (int i = 0; i < RankRequest.MAX_HISTORY + 10; i++) {
            live.world
                    .interactions()
                    .add(new Interaction(
                            ANN, id("r" + i), InteractionType.CLICK, Optional.empty(), 1_000 + i, 1, Map.of()));
        }
        RankRequest request = live.request(ANN).build();

        assertThat(request.history()).noneMatch(each -> each.type().equals(InteractionType.REPORT));
        assertThat(dropped(hidden(), request, room("bad", "chess", 1))).containsExactly("0 HIDDEN_BY_USER");
    }

    private CandidateFilter hidden() {
        return new HiddenHostFilter(live.world.items(), live.world.interactions());
    }

    private static List<String> dropped(CandidateFilter filter, RankRequest request, Item... rooms) {
        TestBatch batch = TestBatch.of(rooms);
        RecordingVerdicts verdicts = new RecordingVerdicts(batch);
        filter.apply(request, batch, verdicts);
        return verdicts.dropped().entrySet().stream()
                .map(drop -> drop.getKey() + " " + drop.getValue())
                .toList();
    }
}
