package dev.medley.video.source;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Videos that hardly anybody knows, chosen by the request's chance: nothing gets known that is never shown. */
public final class LongTailSource implements CandidateSource {
    private static final ComponentId ID = new ComponentId("long-tail");
    private static final Reason EXPLORATION = Reason.of("EXPLORATION");

    private final VideoLots lots;
    private final LongTail longTail;
    private final WatchedVideos watched;
    private final int scan;
    private final int count;

    /**
     * A source of at most {@code count} videos.
     *
     * @param scan videos looked at, besides the watched ones: what bounds the cost where little-known ones are rare
     */
    public LongTailSource(VideoLots lots, LongTail longTail, WatchedVideos watched, int scan, int count) {
        this.lots = lots;
        this.longTail = longTail;
        this.watched = watched;
        this.scan = scan;
        this.count = count;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public List<Candidate> fetch(RankRequest request) {
        Set<ItemId> seen = watched.of(request);
        List<Candidate> found = new ArrayList<>();
        // What is watched is passed over at no expense to the scan, or an eager user would find nothing.
        for (ItemId video : lots.drawn(request.random(ID).nextLong(), scan + seen.size())) {
            if (found.size() == count) {
                return found;
            }
            if (!seen.contains(video) && longTail.contains(video)) {
                found.add(new Candidate(video, 0, List.of(EXPLORATION)));
            }
        }
        return found;
    }
}
