package dev.medley.video.source;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.context.CounterGroup;
import dev.medley.spi.context.Counters;
import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is popular in the user's favourite genres; a video in several of them scores in each. */
public final class FavouriteGenresSource implements CandidateSource {
    private static final ComponentId ID = new ComponentId("favourite-genres");
    private static final Reason POPULAR_IN_GENRE = Reason.of("POPULAR_IN_FAVOURITE_GENRE");

    private final Counters counters;
    private final UserGenres userGenres;
    private final WatchedVideos watched;
    private final int maxGenres;
    private final int count;

    /**
     * A source of at most {@code count} videos.
     *
     * @param maxGenres at most so many genres, the user's favourites
     */
    public FavouriteGenresSource(
            Counters counters, UserGenres userGenres, WatchedVideos watched, int maxGenres, int count) {
        this.counters = counters;
        this.userGenres = userGenres;
        this.watched = watched;
        this.maxGenres = maxGenres;
        this.count = count;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public boolean isEnabled(RankRequest request) {
        return !request.history().isEmpty();
    }

    @Override
    public List<Candidate> fetch(RankRequest request) {
        List<Map.Entry<String, Float>> genres =
                new ArrayList<>(userGenres.weights(request).entrySet());
        genres.sort(Map.Entry.<String, Float>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        int used = Math.min(maxGenres, genres.size());
        FoundVideos found = new FoundVideos(watched.of(request));
        for (Map.Entry<String, Float> genre : genres.subList(0, used)) {
            List<ScoredItem> top = PopularVideos.top(counters, CounterGroup.category(genre.getKey()));
            int left = count;
            for (ScoredItem video : top) {
                if (left == 0) {
                    break;
                }
                if (found.add(video.item(), genre.getValue() * PopularVideos.share(video, top) / used)) {
                    left--;
                }
            }
        }
        return found.best(count, POPULAR_IN_GENRE);
    }
}
