package dev.medley.video.config;

import static dev.medley.video.VideoWorld.film;
import static dev.medley.video.VideoWorld.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.spi.config.InvalidConfigException;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VideoConfigTest {
    @Test
    void defaultsGoTogether() {
        assertThat(VideoConfig.checked(VideoConfig.SCHEMA.defaults())).isNotNull();
    }

    @Test
    void everyContradictionIsNamedAtOnce() {
        var config = VideoConfig.SCHEMA.parse(
                Map.of("max-per-genre", 5, "genre-window", 5, "click-weight", 0, "like-weight", 0));

        assertThatThrownBy(() -> VideoConfig.checked(config))
                .isInstanceOfSatisfying(
                        InvalidConfigException.class,
                        refused -> assertThat(refused.problems())
                                .hasSize(2)
                                .anyMatch(problem -> problem.startsWith("genre-window: 5 is not allowed"))
                                .anyMatch(problem -> problem.startsWith("click-weight, like-weight")));
    }

    @ParameterizedTest
    @CsvSource({
        "18,18",
        "16+,16",
        " 12 ,12",
        "all,0",
        "ALL,0",
        "teen,13",
        "adult,18",
        "0,0",
        "13-17,13",
        "adults,18",
        "'',18",
        "99999999999,18"
    })
    void readsAgeGroups(String ageGroup, int leastAge) {
        assertThat(VideoSurface.leastAge(with(film("a"), "age_group", ageGroup), false))
                .isEqualTo(leastAge);
    }

    @Test
    void theStricterOfBothRatingsCounts() {
        Item film = film("a");

        assertThat(VideoSurface.leastAge(film, false)).isZero();
        assertThat(VideoSurface.leastAge(film, true)).isEqualTo(18);
        assertThat(VideoSurface.leastAge(with(film, "mature", false), true)).isZero();
        assertThat(VideoSurface.leastAge(with(film, "mature", "perhaps"), false))
                .isEqualTo(18);
        assertThat(VideoSurface.leastAge(with(with(film, "mature", true), "age_group", "6"), false))
                .isEqualTo(18);
        assertThat(VideoSurface.leastAge(with(with(film, "mature", false), "age_group", 16), false))
                .isEqualTo(16);
        assertThat(VideoSurface.leastAge(with(film, "age_group", -1), false)).isEqualTo(18);
        assertThat(VideoSurface.leastAge(with(film, "age_group", List.of("6")), false))
                .isEqualTo(18);
    }

    @Test
    void unknownAgeIsTheYoungest() {
        assertThat(VideoSurface.isFor(UserProfile.unknown(), 0)).isTrue();
        assertThat(VideoSurface.isFor(UserProfile.unknown(), 6)).isFalse();
        assertThat(VideoSurface.isFor(UserProfile.of(16, "US"), 16)).isTrue();
        assertThat(VideoSurface.isFor(UserProfile.of(15, "US"), 16)).isFalse();
    }
}
