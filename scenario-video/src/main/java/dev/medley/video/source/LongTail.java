package dev.medley.video.source;

import dev.medley.spi.context.CounterWindow;
import dev.medley.spi.context.Counters;
import dev.medley.spi.id.ItemId;

/**
 * Which videos hardly anybody knows.
 *
 * @param counters what is counted
 * @param maxInteractions with at most so many positive interactions ever a video is little known
 */
public record LongTail(Counters counters, int maxInteractions) {
    /** Whether that video is little known. */
    public boolean contains(ItemId video) {
        return counters.ofItem(video, CounterWindow.TOTAL) <= maxInteractions;
    }
}
