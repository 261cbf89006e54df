package dev.medley.video.feature;

import static dev.medley.video.VideoWorld.ANN;
import static dev.medley.video.VideoWorld.film;
import static dev.medley.video.VideoWorld.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.feature.FeatureState;
import dev.medley.spi.request.RankRequest;
import dev.medley.testkit.RecordingFeatureWriter;
import dev.medley.testkit.TestBatch;
import dev.medley.video.VideoWorld;
import dev.medley.video.source.LongTail;
import dev.medley.video.source.UserGenres;
import dev.medley.video.source.VideoSeeds;
import org.junit.jupiter.api.Test;

final class VideoFeaturesTest {
    private final VideoWorld video = new VideoWorld();

    @Test
    void durationIsMissingWhereNobodySays() throws Exception {
        var written = written(
                new DurationFeatureProvider(),
                video.guest().build(),
                with(film("a"), "duration_s", 81),
                film("b"),
                with(film("c"), "duration_s", "long"));

        var seconds = written.floats(VideoFeatures.VIDEO_DURATION_SECONDS);
        assertThat(seconds.get(0)).isEqualTo(81);
        assertThat(seconds.state(1)).isEqualTo(FeatureState.MISSING);
        assertThat(seconds.state(2)).isEqualTo(FeatureState.MISSING);
    }

    @Test
    void genreTasteIsTheMeanOverAllGenres() throws Exception {
        video.put(film("s1", "Drama"), film("s2", "War", "Crime")).did(ANN, InteractionType.LIKE, "s1", "s2");
        FeatureProvider provider =
                new GenreTasteFeatureProvider(new UserGenres(video.world.items(), new VideoSeeds(3.5, 0.3), 100));

        var taste = written(
                        provider,
                        video.request(ANN).build(),
                        film("a", "Drama"),
                        film("b", "Drama", "War"),
                        film("c", "Kids"),
                        film("d"))
                .floats(VideoFeatures.USER_VIDEO_GENRE_TASTE);
        assertThat(taste.get(0)).isEqualTo(1);
        assertThat(taste.get(1)).isEqualTo(0.75f);
        assertThat(taste.get(2)).isZero();
        assertThat(taste.state(3)).isEqualTo(FeatureState.MISSING);
        assertThat(written(provider, video.guest().build(), film("a", "Drama"))
                        .state(VideoFeatures.USER_VIDEO_GENRE_TASTE, 0))
                .isEqualTo(FeatureState.MISSING);
    }

    @Test
    void watchShareIsTheAuthorsOrElseTheGenres() throws Exception {
        video.put(film("a1", "Drama").withAuthor("ada"), film("a2", "Drama").withAuthor("ada"));
        video.put(film("a3", "Drama").withAuthor("ada"), film("b1", "Drama").withAuthor("bea"));
        video.did(ANN, InteractionType.WATCH, 0.1, "a1", "a2", "a3").did(ANN, InteractionType.WATCH, 7, "b1");

        var share = written(
                        new WatchShareFeatureProvider(video.world.items()),
                        video.request(ANN).build(),
                        film("x", "Drama").withAuthor("ada"),
                        film("y", "Drama").withAuthor("bea"),
                        film("z", "Kids"))
                .floats(VideoFeatures.USER_VIDEO_WATCH_SHARE);
        assertThat(share.get(0)).isCloseTo(0.1f, within(1e-6f));
        assertThat(share.get(1)).isCloseTo(1.3f / 4, within(1e-6f));
        assertThat(share.state(2)).isEqualTo(FeatureState.MISSING);
    }

    @Test
    void cohortShareIsThePartOfTheCohort() throws Exception {
        video.clicks("a", 3).did(ANN, InteractionType.CLICK, "a");

        var share = written(
                        new CohortShareFeatureProvider(video.world.counters()),
                        video.request(ANN).build(),
                        film("a"),
                        film("b"))
                .floats(VideoFeatures.USER_VIDEO_COHORT_SHARE);
        assertThat(share.get(0)).isEqualTo(0.25f);
        assertThat(share.state(1)).isEqualTo(FeatureState.MISSING);
    }

    @Test
    void fameMarksTheLittleKnown() throws Exception {
        video.clicks("a", 3);

        var fame = written(
                        new FameFeatureProvider(new LongTail(video.world.counters(), 2)),
                        video.guest().build(),
                        film("a"),
                        film("b"))
                .ids(VideoFeatures.VIDEO_FAME);
        assertThat(fame.state(0)).isEqualTo(FeatureState.MISSING);
        assertThat(fame.get(1)).isEqualTo(VideoFeatures.LITTLE_KNOWN);
    }

    private static RecordingFeatureWriter written(FeatureProvider provider, RankRequest request, Item... videos)
            throws Exception {
        RecordingFeatureWriter writer = new RecordingFeatureWriter(videos.length, provider.outputs());
        provider.provide(request, TestBatch.of(videos).declaring(VideoFeatures.SCHEMA), writer);
        return writer;
    }
}
