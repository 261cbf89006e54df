package dev.medley.spi.context;

import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import java.util.List;

/**
 * Real-time counters over positive interactions. They are bounded in number: where there are more items than the bound,
 * the least counted are forgotten first, and read as 0.
 */
public interface Counters {
    /** Positive interactions with the item, over that window. */
    double ofItem(ItemId item, CounterWindow window);

    /** Positive interactions of users of that cohort with the item, ever. */
    double ofItemInCohort(ItemId item, String cohort);

    /** Positive interactions with all items of an author, over that window. */
    double ofAuthor(SurfaceId surface, String author, CounterWindow window);

    /** Positive interactions with all items of a category, over that window. */
    double ofCategory(SurfaceId surface, String category, CounterWindow window);

    /**
     * The most counted items of a surface within a group, best first, ties by item. While interactions are written the
     * ranking may be about a second behind them; the single counters above never are.
     *
     * @param count at most so many; the platform keeps at most 1,000 a group and window
     */
    List<ScoredItem> top(SurfaceId surface, CounterGroup group, CounterWindow window, int count);
}
