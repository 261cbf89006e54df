package dev.medley.video.source;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.context.CounterGroup;
import dev.medley.spi.context.CounterWindow;
import dev.medley.spi.context.Counters;
import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.id.ItemId;
import dev.medley.video.config.VideoSurface;
import java.util.List;
import java.util.Set;

/** Reads what is popular in a group. */
final class PopularVideos {
    /** As deep as the counters go: the top of the list is what an eager user has watched already. */
    private static final int DEPTH = 1000;

    private PopularVideos() {}

    /** The most counted videos of a group, best first. */
    static List<ScoredItem> top(Counters counters, CounterGroup group) {
        return counters.top(VideoSurface.ID, group, CounterWindow.TOTAL, DEPTH);
    }

    /** A video's count relative to the first one's, 0 to 1. */
    static float share(ScoredItem video, List<ScoredItem> top) {
        return video.score() / Math.max(1, top.getFirst().score());
    }

    /**
     * Appends the most counted videos of a group that are not taken yet, until there are {@code count}.
     *
     * @param scale score of the group's first; the others' are in proportion to their counts
     * @param taken what to leave out; grows by what is found
     */
    static void take(
            Counters counters,
            CounterGroup group,
            Reason reason,
            float scale,
            int count,
            Set<ItemId> taken,
            List<Candidate> found) {
        if (found.size() >= count) {
            return;
        }
        List<ScoredItem> top = top(counters, group);
        for (ScoredItem video : top) {
            if (found.size() == count) {
                return;
            }
            if (taken.add(video.item())) {
                found.add(new Candidate(video.item(), scale * share(video, top), List.of(reason)));
            }
        }
    }
}
