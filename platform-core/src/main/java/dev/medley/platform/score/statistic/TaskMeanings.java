package dev.medley.platform.score.statistic;

import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What interactions on one surface say about its tasks. Tasks are numbered in order of name; answers are bit masks over
 * them. Where data sets differ, one yes is a yes.
 *
 * @param surface where
 * @param tasks the tasks, in order of name, at most {@value #MAX_TASKS}
 * @param meanings what the data sets declare for this surface
 */
public record TaskMeanings(
        SurfaceId surface, List<TaskId> tasks, Map<InteractionType, List<DatasetDeclaration.Meaning>> meanings) {
    /** More tasks than this on one surface are not learnt: the last by name are left out. */
    public static final int MAX_TASKS = 16;

    /** Statistics are kept of so many of a surface's tasks at most, the first by name. */
    public static final int MAX_SLOTS = 3;

    /** The declared meanings, by surface in order of name. */
    public static SortedMap<SurfaceId, TaskMeanings> bySurface(List<DatasetDeclaration.Meaning> declared) {
        SortedMap<SurfaceId, TaskMeanings> bySurface = new TreeMap<>();
        for (DatasetDeclaration.Meaning meaning : declared) {
            bySurface.computeIfAbsent(meaning.surface(), surface -> of(surface, declared));
        }
        return bySurface;
    }

    /** How many slots statistics of those surfaces have. */
    public static int slots(Collection<TaskMeanings> surfaces) {
        int slots = 1;
        for (TaskMeanings surface : surfaces) {
            slots = Math.max(slots, Math.min(MAX_SLOTS, surface.tasks().size()));
        }
        return slots;
    }

    /** Those of the declared meanings that are about the surface. */
    public static TaskMeanings of(SurfaceId surface, List<DatasetDeclaration.Meaning> declared) {
        TreeSet<TaskId> names = new TreeSet<>();
        Map<InteractionType, List<DatasetDeclaration.Meaning>> byType = new HashMap<>();
        for (DatasetDeclaration.Meaning meaning : declared) {
            if (meaning.surface().equals(surface)) {
                names.add(meaning.task());
                List<DatasetDeclaration.Meaning> same = byType.computeIfAbsent(meaning.type(), _ -> new ArrayList<>());
                if (!same.contains(meaning)) {
                    same.add(meaning);
                }
            }
        }
        List<TaskId> tasks = new ArrayList<>(names).subList(0, Math.min(names.size(), MAX_TASKS));
        return new TaskMeanings(surface, List.copyOf(tasks), Map.copyOf(byType));
    }

    /** The tasks about which an interaction of that type says yes or no. */
    public int known(InteractionType type) {
        int mask = 0;
        List<DatasetDeclaration.Meaning> said = meanings.get(type);
        for (int i = 0; said != null && i < said.size(); i++) {
            mask |= bit(said.get(i).task());
        }
        return mask;
    }

    /** The tasks about which an interaction of that type and value says yes. */
    public int yes(InteractionType type, float value) {
        int mask = 0;
        List<DatasetDeclaration.Meaning> said = meanings.get(type);
        for (int i = 0; said != null && i < said.size(); i++) {
            if (value >= said.get(i).atLeast()) {
                mask |= bit(said.get(i).task());
            }
        }
        return mask;
    }

    /** How the values of that task's interactions are read. */
    public DatasetDeclaration.Form formOf(int task) {
        for (List<DatasetDeclaration.Meaning> said : meanings.values()) {
            for (DatasetDeclaration.Meaning meaning : said) {
                if (meaning.task().equals(tasks.get(task))) {
                    return meaning.form();
                }
            }
        }
        return DatasetDeclaration.Form.THRESHOLD;
    }

    private int bit(TaskId task) {
        int index = tasks.indexOf(task);
        return index < 0 ? 0 : 1 << index;
    }
}
