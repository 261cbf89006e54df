package dev.medley.video.source;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.context.CounterGroup;
import dev.medley.spi.context.Counters;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The fallback: what is popular with everybody, then anything at all that the user has not watched. */
public final class PopularVideosSource implements CandidateSource {
    private static final ComponentId ID = new ComponentId("popular");
    private static final Reason POPULAR = Reason.of("POPULAR");
    private static final Reason EXPLORATION = Reason.of("EXPLORATION");

    private final Counters counters;
    private final VideoLots lots;
    private final WatchedVideos watched;
    private final int count;

    /** A source of at most {@code count} videos. */
    public PopularVideosSource(Counters counters, VideoLots lots, WatchedVideos watched, int count) {
        this.counters = counters;
        this.lots = lots;
        this.watched = watched;
        this.count = count;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public List<Candidate> fetch(RankRequest request) {
        Set<ItemId> taken = new HashSet<>(watched.of(request));
        List<Candidate> found = new ArrayList<>();
        PopularVideos.take(counters, CounterGroup.all(), POPULAR, 1, count, taken, found);
        if (found.size() < count) {
            // As many as are watched may have to be passed over.
            for (ItemId video : lots.drawn(request.random(ID).nextLong(), count + taken.size())) {
                if (found.size() == count) {
                    return found;
                }
                if (taken.add(video)) {
                    found.add(new Candidate(video, 0, List.of(EXPLORATION)));
                }
            }
        }
        return found;
    }
}
