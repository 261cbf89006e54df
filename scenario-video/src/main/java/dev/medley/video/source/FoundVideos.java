package dev.medley.video.source;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.id.ItemId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds up scores by video and names the best; leaves out what the user has watched. One thread. */
final class FoundVideos {
    private static final Comparator<Map.Entry<ItemId, float[]>> BEST_FIRST = (left, right) -> {
        int byScore = Float.compare(right.getValue()[0], left.getValue()[0]);
        return byScore != 0 ? byScore : left.getKey().compareTo(right.getKey());
    };

    private final Map<ItemId, float[]> scores = new HashMap<>();
    private final Set<ItemId> watched;

    FoundVideos(Set<ItemId> watched) {
        this.watched = watched;
    }

    /** Adds to the video's score; false if it is watched. */
    boolean add(ItemId video, float score) {
        if (watched.contains(video)) {
            return false;
        }
        scores.computeIfAbsent(video, id -> new float[1])[0] += score;
        return true;
    }

    /** The best, ties by item, each for that reason. */
    List<Candidate> best(int count, Reason reason) {
        List<Map.Entry<ItemId, float[]>> entries = new ArrayList<>(scores.entrySet());
        entries.sort(BEST_FIRST);
        int size = Math.min(count, entries.size());
        List<Candidate> best = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Map.Entry<ItemId, float[]> entry = entries.get(i);
            best.add(new Candidate(entry.getKey(), entry.getValue()[0], List.of(reason)));
        }
        return best;
    }
}
