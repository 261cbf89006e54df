package dev.medley.live.source;

import dev.medley.live.config.LiveSurface;
import dev.medley.spi.context.CounterWindow;
import dev.medley.spi.context.Counters;
import dev.medley.spi.id.ItemId;

/**
 * Who is a new host: one with few interactions ever. The time at which a room went on air says nothing about its host.
 *
 * @param counters what is counted
 * @param maxInteractions with at most so many a host is new
 */
public record NewHosts(Counters counters, int maxInteractions) {
    /** Whether the host of that room is new. A room without an author counts for itself. */
    public boolean contains(ItemId room, String host) {
        return counters.ofAuthor(LiveSurface.ID, host, CounterWindow.TOTAL) <= maxInteractions
                && counters.ofItem(room, CounterWindow.TOTAL) <= maxInteractions;
    }
}
