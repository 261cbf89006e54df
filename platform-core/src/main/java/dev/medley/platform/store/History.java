package dev.medley.platform.store;

import dev.medley.platform.score.statistic.TaskMeanings;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One user's interactions, oldest first: the newest {@value #MAX_INTERACTIONS} of all that were ever written. That is a
 * function of their set, so it does not matter in which order they come.
 *
 * <p>One thread writes; readers get immutable slices. Appending writes behind the end of every slice that is out.
 */
final class History {
    /** At most so many interactions a user. */
    static final int MAX_INTERACTIONS = 10_000;

    private static final long THERE = 1L << 2 * TaskMeanings.MAX_TASKS;
    private static final Slice EMPTY = new Slice(new Interaction[0], 0, 0);

    private final UserId user;
    private final Map<SurfaceId, RecentItems> recentItems = new HashMap<>(2);
    private String cohort;
    private volatile Slice slice = EMPTY;

    private record Slice(Interaction[] interactions, int from, int to) {
        int size() {
            return to - from;
        }
    }

    History(UserId user, String cohort) {
        this.user = user;
        this.cohort = cohort;
    }

    /** Whose it is: the one instance that every interaction in here shares. */
    UserId user() {
        return user;
    }

    /** The cohort that these interactions are counted under. Writer only. */
    String cohort() {
        return cohort;
    }

    void moveTo(String newCohort) {
        cohort = newCohort;
    }

    /** What the user's neighbour counts on that surface are made of. Writer only. */
    RecentItems recentItems(SurfaceId surface) {
        return recentItems.computeIfAbsent(surface, absent -> new RecentItems());
    }

    int size() {
        return slice.size();
    }

    /** The newest, oldest first; an immutable view that no later write changes. */
    List<Interaction> newest(int max) {
        Slice current = slice;
        if (max <= 0 || current.size() == 0) {
            return List.of();
        }
        int from = current.size() <= max ? current.from : current.to - max;
        return Collections.unmodifiableList(Arrays.asList(current.interactions).subList(from, current.to));
    }

    /**
     * Takes the interaction in. One with the same identity is replaced, for value and context may have been corrected;
     * one older than everything in a full history is ignored.
     *
     * @return whether the history holds one more now
     */
    boolean add(Interaction interaction) {
        Slice current = slice;
        int size = current.size();
        if (size == 0 || current.interactions[current.to - 1].compareTo(interaction) < 0) {
            append(current, interaction);
            return true;
        }
        int place = Arrays.binarySearch(current.interactions, current.from, current.to, interaction);
        if (place >= 0) {
            if (!current.interactions[place].equals(interaction)) {
                Interaction[] replaced = Arrays.copyOfRange(current.interactions, current.from, current.to);
                replaced[place - current.from] = interaction;
                slice = new Slice(replaced, 0, size);
            }
            return false;
        }
        int before = -place - 1 - current.from;
        if (before == 0 && size >= MAX_INTERACTIONS) {
            return false;
        }
        Interaction[] longer = new Interaction[capacity(size + 1)];
        System.arraycopy(current.interactions, current.from, longer, 0, before);
        longer[before] = interaction;
        System.arraycopy(current.interactions, current.from + before, longer, before + 1, size - before);
        slice = new Slice(longer, 0, size + 1);
        return true;
    }

    /** What an interaction says about the tasks of its surface: {@link #yes}, {@link #known}, and that it is there. */
    static long answer(Interaction interaction, TaskMeanings meanings) {
        return THERE
                | (long) meanings.known(interaction.type()) << TaskMeanings.MAX_TASKS
                | meanings.yes(interaction.type(), interaction.value());
    }

    /** What all interactions with that item say together; 0 if there is none. */
    long answers(ItemId item, TaskMeanings meanings) {
        Slice current = slice;
        long answers = 0;
        for (int i = current.from; i < current.to; i++) {
            ItemId other = current.interactions[i].item();
            if (other == item || other.equals(item)) {
                answers |= answer(current.interactions[i], meanings);
            }
        }
        return answers;
    }

    /** The tasks with a yes, of such answers. */
    static int yes(long answers) {
        return (int) answers & (1 << TaskMeanings.MAX_TASKS) - 1;
    }

    /** The tasks with a yes or a no. */
    static int known(long answers) {
        return (int) (answers >>> TaskMeanings.MAX_TASKS) & (1 << TaskMeanings.MAX_TASKS) - 1;
    }

    /** The oldest, which leaves when there are too many; null if there is none. */
    Interaction oldest() {
        Slice current = slice;
        return current.size() == 0 ? null : current.interactions[current.from];
    }

    /** Whether an addition made it longer than it may be, so that the oldest has to leave. */
    boolean isOverfull() {
        return slice.size() > MAX_INTERACTIONS;
    }

    /** Takes the oldest out and gives it. */
    Interaction removeOldest() {
        Slice current = slice;
        slice = new Slice(current.interactions, current.from + 1, current.to);
        return current.interactions[current.from];
    }

    /** Takes the interaction with that identity out and gives it; null if it is not here. */
    Interaction remove(Interaction identity) {
        Slice current = slice;
        int place = Arrays.binarySearch(current.interactions, current.from, current.to, identity);
        if (place < 0) {
            return null;
        }
        Interaction[] shorter = new Interaction[current.size() - 1];
        int before = place - current.from;
        System.arraycopy(current.interactions, current.from, shorter, 0, before);
        System.arraycopy(current.interactions, place + 1, shorter, before, shorter.length - before);
        slice = new Slice(shorter, 0, shorter.length);
        return current.interactions[place];
    }

    private void append(Slice current, Interaction interaction) {
        if (current.to < current.interactions.length) {
            current.interactions[current.to] = interaction;
            slice = new Slice(current.interactions, current.from, current.to + 1);
            return;
        }
        Interaction[] longer = new Interaction[capacity(current.size() + 1)];
        System.arraycopy(current.interactions, current.from, longer, 0, current.size());
        longer[current.size()] = interaction;
        slice = new Slice(longer, 0, current.size() + 1);
    }

    private static int capacity(int size) {
        return size + (size >> 1) + 2;
    }
}
