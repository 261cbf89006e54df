package dev.medley.platform.train.example;

import dev.medley.spi.id.TaskId;
import java.util.Set;

/**
 * Which examples are made, and what they show.
 *
 * @param seed what folds and drawn noes come of
 * @param folds a row's statistics are those of the other folds; at least 2
 * @param tasks only these are learnt; empty for all
 * @param statistics whether rows have statistics and what collaborative models say
 * @param histories whether requests have histories
 * @param newcomers the part of the users who are shown as new: of what they answered little is counted and all is learnt
 *     from, so that somebody who really is new is not taken for well known; 0 to 1
 * @param ordered whether what is judged comes after what is learnt from: then a row sees only what was before it. Else
 *     it sees everything but its own item
 * @param maxRows at most so many rows to learn from; of more, whole users are left out by chance
 */
public record ExampleSettings(
        long seed,
        int folds,
        Set<TaskId> tasks,
        boolean statistics,
        boolean histories,
        double newcomers,
        boolean ordered,
        int maxRows) {
    /** Folds unless something else is asked for. */
    public static final int FOLDS = 20;

    /** Rows unless something else is asked for. */
    public static final int MAX_ROWS = 6_000_000;

    /** @throws IllegalArgumentException if a number is out of its range */
    public ExampleSettings {
        tasks = Set.copyOf(tasks);
        if (folds < 2 || folds > 64) {
            throw new IllegalArgumentException("folds: " + folds + " is not allowed; 2 to 64 is");
        }
        if (!(newcomers >= 0 && newcomers <= 1)) {
            throw new IllegalArgumentException("newcomers: " + newcomers + " is not allowed; 0 to 1 is");
        }
        if (maxRows < 1) {
            throw new IllegalArgumentException("maxRows: " + maxRows + " is not allowed; 1 or more is");
        }
    }
}
