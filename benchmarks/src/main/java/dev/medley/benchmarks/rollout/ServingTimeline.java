package dev.medley.benchmarks.rollout;

import java.util.ArrayList;
import java.util.List;

/**
 * Which states a platform can have been in, and when. A change takes effect at some moment between the call that asks for
 * it and that call's answer: in between both the old state and the new one are possible. One change at a time. Any thread.
 */
final class ServingTimeline {
    private static final long OPEN = Long.MAX_VALUE;

    private final List<Entry> entries = new ArrayList<>();

    /** A state, the moment its change was asked for, and the moment that change was answered. */
    private static final class Entry {
        final ServingState state;
        final long asked;
        long answered = OPEN;

        Entry(ServingState state, long asked) {
            this.state = state;
            this.asked = asked;
        }
    }

    /** Begins in that state, which has been there for long. */
    ServingTimeline(ServingState first) {
        Entry entry = new Entry(first, Long.MIN_VALUE);
        entry.answered = Long.MIN_VALUE;
        entries.add(entry);
    }

    /**
     * A change is about to be asked for.
     *
     * @throws IllegalStateException if the one before has not been answered
     */
    synchronized void ask(ServingState next, long nanos) {
        if (entries.getLast().answered == OPEN) {
            throw new IllegalStateException("a change is under way; one at a time");
        }
        entries.add(new Entry(next, nanos));
    }

    /** The change was made. */
    synchronized void answer(long nanos) {
        open().answered = nanos;
    }

    /** The change was refused: what was there before is there still. */
    synchronized void refuse() {
        entries.remove(open());
    }

    private Entry open() {
        if (entries.getLast().answered != OPEN) {
            throw new IllegalStateException("no change is under way");
        }
        return entries.getLast();
    }

    /** What is there once all is answered. */
    synchronized ServingState newest() {
        return entries.getLast().state;
    }

    /** The states that are possible at some moment between those two, oldest first; at least one. */
    synchronized List<ServingState> possible(long from, long to) {
        List<ServingState> possible = new ArrayList<>();
        long until = OPEN;
        for (int i = entries.size() - 1; i >= 0 && until >= from; i--) {
            Entry entry = entries.get(i);
            if (entry.asked <= to) {
                possible.addFirst(entry.state);
            }
            // The state before is possible until this one's change was answered.
            until = entry.answered;
        }
        return possible;
    }

    /** Whether a change was under way at some moment between those two. */
    synchronized boolean isChanging(long from, long to) {
        for (int i = entries.size() - 1; i > 0; i--) {
            Entry entry = entries.get(i);
            if (entry.answered < from) {
                return false;
            }
            if (entry.asked <= to) {
                return true;
            }
        }
        return false;
    }
}
