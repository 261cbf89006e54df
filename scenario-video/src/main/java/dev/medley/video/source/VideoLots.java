package dev.medley.video.source;

import dev.medley.spi.context.Catalog;
import dev.medley.spi.entity.Item;
import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.id.ItemId;
import dev.medley.video.config.VideoSurface;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The videos of the catalogue in an order that has nothing to do with them, to draw from by chance without looking at
 * all. Bounded: of a greater catalogue it holds those with the lowest lots, a fixed and fair sample.
 *
 * <p>One thread writes, the one that applies the log; any number reads.
 */
public final class VideoLots implements AutoCloseable {
    /** A video and its lot. */
    private record Lot(long number, ItemId video) {
        private static final Comparator<Lot> LOWEST = (left, right) -> {
            int byNumber = Long.compare(left.number, right.number);
            return byNumber != 0 ? byNumber : left.video.compareTo(right.video);
        };

        private static Lot of(ItemId video) {
            return new Lot(FeatureHash.of(video.key()), video);
        }
    }

    private static final ItemId NO_VIDEO = new ItemId(VideoSurface.ID, "?");

    private final ConcurrentSkipListSet<Lot> lots = new ConcurrentSkipListSet<>(Lot.LOWEST);
    /** The set counts by walking; this does not. */
    private final AtomicInteger size = new AtomicInteger();

    private final int maxSize;
    private final Catalog.Subscription subscription;

    private VideoLots(Catalog catalog, int maxSize) {
        this.maxSize = maxSize;
        this.subscription = catalog.follow(VideoSurface.ID, new Catalog.ItemListener() {
            @Override
            public void onItem(Item item) {
                add(item.id());
            }

            @Override
            public void onRemoved(ItemId item) {
                remove(item);
            }
        });
    }

    /** An index of at most {@code maxSize} videos that follows the catalogue until it is closed. */
    public static VideoLots follow(Catalog catalog, int maxSize) {
        return new VideoLots(catalog, maxSize);
    }

    /** At most {@code count} videos as if drawn by lot: those that follow {@code start} on the ring of all lots. */
    List<ItemId> drawn(long start, int count) {
        List<ItemId> drawn = new ArrayList<>(Math.min(count, size.get()));
        Lot probe = new Lot(start, NO_VIDEO);
        take(lots.tailSet(probe, true), count, drawn);
        take(lots.headSet(probe, false), count, drawn);
        return drawn;
    }

    @Override
    public void close() {
        subscription.close();
    }

    private static void take(Collection<Lot> from, int count, List<ItemId> to) {
        for (Lot lot : from) {
            if (to.size() == count) {
                return;
            }
            to.add(lot.video());
        }
    }

    private void add(ItemId video) {
        Lot lot = Lot.of(video);
        // Most of a great catalogue ends here, so that a million videos are told of in a moment.
        if (size.get() == maxSize && Lot.LOWEST.compare(lot, lots.last()) > 0) {
            return;
        }
        if (lots.add(lot) && size.incrementAndGet() > maxSize) {
            lots.pollLast();
            size.decrementAndGet();
        }
    }

    private void remove(ItemId video) {
        if (lots.remove(Lot.of(video))) {
            size.decrementAndGet();
        }
    }
}
