package dev.medley.platform.world;

import dev.medley.spi.context.Catalog;
import dev.medley.spi.context.Counters;
import dev.medley.spi.context.ItemNeighbours;
import dev.medley.spi.context.UserHistories;
import dev.medley.spi.context.VectorRetrieval;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state after the newest log record that this node has applied. All of it may be read from any thread. Rankings (the
 * most counted items, the neighbours of an item) may be about a second behind while something is written, and are exact
 * soon after.
 */
public interface World {
    /** The items. */
    Catalog catalog();

    /** The users. */
    Users users();

    /** What users did. */
    UserHistories histories();

    /** Real-time counters. */
    Counters counters();

    /** Item-to-item by co-interaction. */
    ItemNeighbours neighbours();

    /** Nearest items by content vector. */
    VectorRetrieval vectors();

    /**
     * What users did, counted by user, item, category and their crosses.
     *
     * @param tasks for each surface the tasks that the counts must be of, in the order of the slots
     * @param slots tasks a surface, at most
     * @return empty if other tasks are declared, or this world counts nothing. Who is the first to ask waits until all
     *     that there is has been counted; what is returned follows every write for as long as it is held
     */
    Optional<Statistics> statistics(Map<SurfaceId, List<TaskId>> tasks, int slots);

    /** Every judgment on a query and an item. */
    List<Judgment> judgments();

    /** What the imported data sets say of themselves; by name. */
    List<DatasetDeclaration> datasets();

    /** The log's time: the greatest timestamp of an applied record; the epoch before the first. */
    InstantSource clock();

    /** How much there is. */
    WorldCounts counts();
}
