package dev.medley.video.source;

import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * A video with the time of its publication.
 *
 * @param id which
 * @param author who made it
 * @param publishedAt when
 */
record Upload(ItemId id, Optional<String> author, Instant publishedAt) {
    /** Newest first, ties by item. */
    static final Comparator<Upload> NEWEST = (left, right) -> {
        int byTime = right.publishedAt.compareTo(left.publishedAt);
        return byTime != 0 ? byTime : left.id.compareTo(right.id);
    };

    /** The video as an upload, if it says when it was published. */
    static Optional<Upload> of(Item video) {
        return video.publishedAt().map(time -> new Upload(video.id(), video.author(), time));
    }
}
