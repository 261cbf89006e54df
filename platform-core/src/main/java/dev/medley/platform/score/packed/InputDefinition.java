package dev.medley.platform.score.packed;

import dev.medley.platform.score.feature.LexicalMatch;
import dev.medley.platform.score.statistic.PairStatistics;
import dev.medley.platform.score.statistic.SurfaceTasks;
import dev.medley.platform.world.DatasetDeclaration.Domain;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a model's input consists of.
 *
 * @param tasks what the model predicts, by name
 * @param domains the parts of surfaces that it tells apart; the last one of a surface takes what no other takes
 * @param surfaces the surfaces that it knows, and what their interactions say
 * @param slots tasks a surface that statistics are kept for
 * @param hasStatistics whether statistics are part of the input
 * @param hasHistory whether histories are part of the input
 * @param hasQueries whether words of queries are matched with items
 * @param factors how many numbers of collaborative models a pair has
 */
public record InputDefinition(
        List<TaskId> tasks,
        List<Domain> domains,
        Map<SurfaceId, SurfaceTasks> surfaces,
        int slots,
        boolean hasStatistics,
        boolean hasHistory,
        boolean hasQueries,
        int factors) {
    /** Numbers that need neither counts nor a query: the item's age, and whether it is known. */
    static final int PLAIN = 2;

    /** Changes whenever the same entities would give other inputs: a model of another version is refused. */
    public static final String VERSION = "inputs-2";

    /** Copies the collections. */
    public InputDefinition {
        tasks = List.copyOf(tasks);
        domains = List.copyOf(domains);
        surfaces = Map.copyOf(surfaces);
    }

    /** How many numbers a pair has. */
    public int width() {
        return queryFrom() + (hasQueries ? LexicalMatch.WIDTH : 0);
    }

    int factorsFrom() {
        return hasStatistics ? PairStatistics.width(slots) + PLAIN : 0;
    }

    int queryFrom() {
        return factorsFrom() + factors;
    }

    /** For each surface its tasks, in the order of their slots. */
    public Map<SurfaceId, List<TaskId>> tasksBySurface() {
        Map<SurfaceId, List<TaskId>> bySurface = new HashMap<>();
        surfaces.forEach((surface, surfaceTasks) ->
                bySurface.put(surface, surfaceTasks.meanings().tasks()));
        return bySurface;
    }

    /** The number of the pair's domain, or -1 if the model does not know the surface. */
    public int domainOf(OptionalInt age, Item item) {
        int last = -1;
        for (int i = 0; i < domains.size(); i++) {
            Domain domain = domains.get(i);
            if (domain.contains(age, item)) {
                return i;
            }
            if (domain.surface().equals(item.id().surface())) {
                last = i;
            }
        }
        return last;
    }

    /** The number of that task, or -1 if the model does not predict it. */
    public int taskNumber(TaskId task) {
        return tasks.indexOf(task);
    }
}
