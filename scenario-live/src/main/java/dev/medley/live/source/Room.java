package dev.medley.live.source;

import dev.medley.live.config.LiveSurface;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.id.ItemId;
import java.util.Comparator;
import java.util.Optional;

/**
 * A room on air, as the sources look for it.
 *
 * @param id which
 * @param host who hosts it
 * @param game what is played, if anybody says
 * @param viewers people in it, 0 or more
 * @param isMature whether it is for known adults only
 * @param lot a fixed number that has nothing to do with the room, to draw lots by
 */
record Room(ItemId id, String host, Optional<String> game, double viewers, boolean isMature, long lot) {
    /** Most viewers first, ties by item. */
    static final Comparator<Room> MOST_VIEWED = (left, right) -> {
        int byViewers = Double.compare(right.viewers, left.viewers);
        return byViewers != 0 ? byViewers : left.id.compareTo(right.id);
    };

    /** By lot, ties by item. */
    static final Comparator<Room> BY_LOT = (left, right) -> {
        int byLot = Long.compare(left.lot, right.lot);
        return byLot != 0 ? byLot : left.id.compareTo(right.id);
    };

    private static final ItemId NOWHERE = new ItemId(LiveSurface.ID, "?");

    static Room of(Item item, boolean unratedIsMature) {
        return new Room(
                item.id(),
                LiveSurface.host(item),
                item.category(),
                LiveSurface.viewers(item),
                LiveSurface.isMature(item, unratedIsMature),
                FeatureHash.of(item.id().key()));
    }

    /** No room, but a place among those ordered {@link #BY_LOT}. */
    static Room atLot(long lot) {
        return new Room(NOWHERE, "", Optional.empty(), 0, true, lot);
    }

    /** Whether the user may be shown it: no use in retrieving what the safety rules will drop. */
    boolean isFor(UserProfile user) {
        return !isMature || user.isKnownAdult();
    }
}
