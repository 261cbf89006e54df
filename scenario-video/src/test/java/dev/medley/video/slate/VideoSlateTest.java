package dev.medley.video.slate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.spi.slate.SlateConstraint;
import dev.medley.video.config.VideoConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class VideoSlateTest {
    @Test
    void authorsAreCappedBeforeGenresBeforeExploration() {
        assertThat(ids(Map.of())).containsExactly("max-per-author", "max-per-genre", "author-gap", "long-tail-share");
    }

    @Test
    void whatIsSetToNoneIsNoConstraint() {
        assertThat(ids(Map.of("author-gap", 0, "long-tail-share", 0)))
                .containsExactly("max-per-author", "max-per-genre");
    }

    private static List<String> ids(Map<String, ?> config) {
        return VideoConstraints.of(VideoConfig.SCHEMA.parse(config)).stream()
                .map(SlateConstraint::id)
                .map(id -> id.value())
                .toList();
    }
}
