package dev.medley.platform.store;

import dev.medley.platform.score.statistic.TaskMeanings;
import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.platform.world.Judgment;
import dev.medley.platform.world.Statistics;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Which statistics are kept: those that somebody asked for and still holds. The first to ask waits until all that there
 * is has been counted; from then on they follow every write. Until somebody asks, nothing is counted.
 *
 * <p>All calls under the world's lock.
 */
final class LiveStatistics {
    private final PairCounts.Source source;
    private final List<WeakReference<PairCounts>> kept = new ArrayList<>();

    LiveStatistics(PairCounts.Source source) {
        this.source = source;
    }

    /** A change of a history. */
    @FunctionalInterface
    interface HistoryChange {
        /** Makes it; returns what {@link #during} is to return. */
        boolean make();
    }

    /** The statistics of those tasks; empty if they are not what is declared. */
    Optional<Statistics> of(List<DatasetDeclaration> declared, Map<SurfaceId, List<TaskId>> tasks, int slots) {
        if (tasks.isEmpty() || slots < 1 || slots > TaskMeanings.MAX_TASKS) {
            return Optional.empty();
        }
        Optional<Map<SurfaceId, TaskMeanings>> meanings = meanings(declared, tasks);
        if (meanings.isEmpty()) {
            return Optional.empty();
        }
        for (PairCounts counts : held()) {
            if (counts.slots() == slots && counts.meanings().equals(meanings.get())) {
                return Optional.of(counts);
            }
        }
        PairCounts made = new PairCounts(source, meanings.get(), slots);
        kept.add(new WeakReference<>(made));
        return Optional.of(made);
    }

    /** What is declared of those tasks; empty if a surface has others, or in another order. */
    private static Optional<Map<SurfaceId, TaskMeanings>> meanings(
            List<DatasetDeclaration> declared, Map<SurfaceId, List<TaskId>> tasks) {
        List<Meaning> wanted = new ArrayList<>();
        for (DatasetDeclaration dataset : declared) {
            for (Meaning meaning : dataset.meanings()) {
                if (tasks.getOrDefault(meaning.surface(), List.of()).contains(meaning.task())) {
                    wanted.add(meaning);
                }
            }
        }
        Map<SurfaceId, TaskMeanings> meanings = new HashMap<>();
        for (Map.Entry<SurfaceId, List<TaskId>> entry : tasks.entrySet()) {
            TaskMeanings ofSurface = TaskMeanings.of(entry.getKey(), wanted);
            if (!ofSurface.tasks().equals(entry.getValue())) {
                return Optional.empty();
            }
            meanings.put(entry.getKey(), ofSurface);
        }
        return Optional.of(meanings);
    }

    private List<PairCounts> held() {
        List<PairCounts> held = new ArrayList<>(kept.size());
        kept.removeIf(reference -> reference.get() == null);
        for (WeakReference<PairCounts> reference : kept) {
            PairCounts counts = reference.get();
            if (counts != null) {
                held.add(counts);
            }
        }
        return held;
    }

    private void each(Consumer<PairCounts> action) {
        if (!kept.isEmpty()) {
            held().forEach(action);
        }
    }

    /** A data set was declared: what is still declared of the tasks of each is counted from now on. */
    void declared(List<DatasetDeclaration> declared) {
        each(counts -> {
            Map<SurfaceId, List<TaskId>> tasks = new HashMap<>();
            counts.meanings().forEach((surface, meanings) -> tasks.put(surface, meanings.tasks()));
            meanings(declared, tasks).ifPresent(counts::mean);
        });
    }

    /** Makes a change of what the history says about that item. */
    boolean during(History history, ItemId item, HistoryChange change) {
        if (kept.isEmpty()) {
            return change.make();
        }
        List<PairCounts> held = held();
        long[] before = new long[held.size()];
        for (int i = 0; i < before.length; i++) {
            before[i] = held.get(i).answers(history, item);
        }
        boolean result = change.make();
        for (int i = 0; i < before.length; i++) {
            held.get(i).pairChanged(history, item, before[i], held.get(i).answers(history, item));
        }
        return result;
    }

    /** The user of that history was described as before, and is as after. */
    void profileChanged(History history, UserProfile before, UserProfile after) {
        each(counts -> counts.profileChanged(history, before, after));
    }

    /** The item was so before, and is so now; null where it was or is not there. */
    void itemChanged(ItemId id, Item before, Item after) {
        each(counts -> counts.itemChanged(id, before, after));
    }

    /** The judgment came, in the place of the one before; null if there was none. */
    void judgmentChanged(Judgment before, Judgment after) {
        each(counts -> counts.judgmentChanged(before, after));
    }
}
