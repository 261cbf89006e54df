package dev.medley.live.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.live.LiveWorld;
import dev.medley.spi.config.InvalidConfigException;
import dev.medley.spi.entity.Item;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LiveConfigTest {
    @Test
    void defaultsGoTogether() {
        assertThat(LiveConfig.checked(LiveConfig.SCHEMA.defaults())).isNotNull();
    }

    @Test
    void everyContradictionIsNamedAtOnce() {
        var config = LiveConfig.SCHEMA.parse(
                Map.of("max-per-game", 5, "game-window", 5, "click-weight", 0, "follow-weight", 0));

        assertThatThrownBy(() -> LiveConfig.checked(config))
                .isInstanceOfSatisfying(
                        InvalidConfigException.class,
                        refused -> assertThat(refused.problems())
                                .hasSize(2)
                                .anyMatch(problem -> problem.startsWith("game-window: 5 is not allowed"))
                                .anyMatch(problem -> problem.startsWith("click-weight, follow-weight")));
    }

    @Test
    void readsTheRatingAsTheAnswerThatProtects() {
        Item room = LiveWorld.room("a", "chess", 1);

        assertThat(LiveSurface.isMature(room, true)).isFalse();
        assertThat(LiveSurface.isMature(LiveWorld.with(room, "mature", true), false))
                .isTrue();
        assertThat(LiveSurface.isMature(LiveWorld.with(room, "mature", "no idea"), false))
                .isTrue();
        assertThat(LiveSurface.isMature(LiveWorld.with(room, "mature", null), true))
                .isTrue();
        assertThat(LiveSurface.isMature(LiveWorld.with(room, "mature", null), false))
                .isFalse();
    }

    @Test
    void aRoomThatDoesNotSayIsOffAirAndEmpty() {
        Item room = Item.of(LiveWorld.id("a"), "A");

        assertThat(LiveSurface.isOnAir(room)).isFalse();
        assertThat(LiveSurface.viewers(room)).isZero();
        assertThat(LiveSurface.host(room)).isEqualTo("a");
        assertThat(LiveSurface.viewers(LiveWorld.room("a", "chess", -5))).isZero();
    }

    @Test
    void comparesLanguagesByTheirFirstPart() {
        assertThat(LiveSurface.language(LiveWorld.with(LiveWorld.room("a", "chess", 1), "language", "PT-br")))
                .contains("pt");
    }
}
