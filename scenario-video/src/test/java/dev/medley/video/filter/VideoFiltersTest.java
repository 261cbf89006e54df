package dev.medley.video.filter;

import static dev.medley.video.VideoWorld.ANN;
import static dev.medley.video.VideoWorld.film;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.request.RankRequest;
import dev.medley.testkit.RecordingVerdicts;
import dev.medley.testkit.TestBatch;
import dev.medley.video.VideoWorld;
import dev.medley.video.source.WatchedVideos;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VideoFiltersTest {
    private final VideoWorld video = new VideoWorld();

    @Test
    void watchedVideosGo() {
        video.did(ANN, InteractionType.RATE, 1, "a").did(ANN, InteractionType.CLICK, "c");
        CandidateFilter filter = new WatchedFilter(new WatchedVideos(video.world.interactions(), 500));

        assertThat(dropped(filter, video.request(ANN).build(), film("a"), film("b"), film("c")))
                .containsExactly("0 WATCHED", "2 WATCHED");
        assertThat(dropped(filter, video.guest().build(), film("a"))).isEmpty();
    }

    @Test
    void hiddenVideosGoHoweverLongAgo() {
        video.did(ANN, InteractionType.REPORT, "a").did(ANN, InteractionType.HIDE, "b");
        for (int i = 0; i < RankRequest.MAX_HISTORY + 10; i++) {
            video.did(ANN, InteractionType.CLICK, "f" + i);
        }
        CandidateFilter filter = new HiddenVideoFilter(video.world.interactions());

        assertThat(dropped(filter, video.request(ANN).build(), film("a"), film("b"), film("f1")))
                .containsExactly("0 HIDDEN_BY_USER", "1 HIDDEN_BY_USER");
        assertThat(filter.onFailure()).isEqualTo(CandidateFilter.OnFailure.DROP_ALL);
    }

    private static List<String> dropped(CandidateFilter filter, RankRequest request, Item... videos) {
        TestBatch batch = TestBatch.of(videos);
        RecordingVerdicts verdicts = new RecordingVerdicts(batch);
        filter.apply(request, batch, verdicts);
        return verdicts.dropped().entrySet().stream()
                .map(drop -> drop.getKey() + " " + drop.getValue())
                .toList();
    }
}
