package dev.medley.video.source;

import static dev.medley.video.VideoWorld.film;
import static dev.medley.video.VideoWorld.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.spi.entity.Item;
import dev.medley.video.VideoWorld;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VideoIndexesTest {
    private final VideoWorld video = new VideoWorld();

    @Test
    void freshUploadsAreTheNewestInWhateverOrderTheyAreTold() {
        video.put(upload("a", 3), upload("b", 1), film("timeless"));
        try (FreshUploads uploads = FreshUploads.follow(video.world.items(), 3)) {
            video.put(upload("c", 2), upload("d", 5), upload("e", 4));

            assertThat(keys(uploads.newest())).containsExactly("b", "c", "a");
        }
    }

    @Test
    void freshUploadsFollowChangesAndRemovals() {
        video.put(upload("a", 1), upload("b", 2), upload("c", 3));
        try (FreshUploads uploads = FreshUploads.follow(video.world.items(), 10)) {
            video.put(upload("a", 9), film("b"));
            video.world.items().remove(id("c"));

            assertThat(keys(uploads.newest())).containsExactly("a");
        }
        assertThat(video.world.items().followerCount()).isZero();
    }

    @Test
    void lotsHoldEveryVideoOnceWhereverTheRingBegins() {
        for (int i = 0; i < 20; i++) {
            video.put(film("f" + i));
        }
        try (VideoLots lots = VideoLots.follow(video.world.items(), 100)) {
            video.put(film("f0", "again")).world.items().remove(id("f1"));
            for (long start : new long[] {Long.MIN_VALUE, -1, 0, 1L << 62, Long.MAX_VALUE}) {
                assertThat(lots.drawn(start, 100)).hasSize(19).doesNotHaveDuplicates();
                assertThat(lots.drawn(start, 7)).hasSize(7);
            }
        }
        assertThat(video.world.items().followerCount()).isZero();
    }

    @Test
    void ofAGreatCatalogueLotsAreTheSameSampleInWhateverOrderItIsTold() {
        for (int i = 0; i < 20; i++) {
            video.put(film("f" + i));
        }
        try (VideoLots early = VideoLots.follow(video.world.items(), 10)) {
            for (int i = 39; i >= 20; i--) {
                video.put(film("f" + i));
            }
            try (VideoLots late = VideoLots.follow(video.world.items(), 10)) {
                assertThat(early.drawn(0, 100)).hasSize(10).isEqualTo(late.drawn(0, 100));
            }
        }
    }

    private Item upload(String key, int hoursAgo) {
        return film(key).withPublishedAt(video.world.now().minusSeconds(3_600L * hoursAgo));
    }

    private static List<String> keys(Collection<Upload> uploads) {
        return uploads.stream().map(upload -> upload.id().key()).toList();
    }
}
