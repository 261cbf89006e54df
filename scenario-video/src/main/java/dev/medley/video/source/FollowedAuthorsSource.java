package dev.medley.video.source;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.context.CounterGroup;
import dev.medley.spi.context.Counters;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.request.RankRequest;
import dev.medley.video.config.VideoSurface;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Videos of authors whom the user follows: their newest uploads first, then what is popular of theirs. */
public final class FollowedAuthorsSource implements CandidateSource {
    private static final ComponentId ID = new ComponentId("followed-authors");
    private static final Reason FOLLOWED_AUTHOR = Reason.of("FOLLOWED_AUTHOR");
    /** Popular videos count less than new ones: who follows has seen much of the old. */
    private static final float POPULAR_SCALE = 0.5f;

    private static final int MAX_AUTHORS = 50;

    private final FreshUploads uploads;
    private final Counters counters;
    private final Catalog catalog;
    private final WatchedVideos watched;
    private final int count;

    /** A source of at most {@code count} videos. */
    public FollowedAuthorsSource(
            FreshUploads uploads, Counters counters, Catalog catalog, WatchedVideos watched, int count) {
        this.uploads = uploads;
        this.counters = counters;
        this.catalog = catalog;
        this.watched = watched;
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
        Set<String> authors = followedAuthors(request.history());
        if (authors.isEmpty()) {
            return List.of();
        }
        Set<ItemId> taken = new HashSet<>(watched.of(request));
        List<Candidate> found = new ArrayList<>();
        for (Upload upload : uploads.newest()) {
            if (found.size() == count) {
                return found;
            }
            if (upload.author().isPresent()
                    && authors.contains(upload.author().get())
                    && !upload.publishedAt().isAfter(request.now())
                    && taken.add(upload.id())) {
                float score = Math.max(POPULAR_SCALE, 1 - found.size() / (float) count);
                found.add(new Candidate(upload.id(), score, List.of(FOLLOWED_AUTHOR)));
            }
        }
        List<Candidate> popular = new ArrayList<>();
        int perAuthor = Math.max(1, count / authors.size());
        for (String author : authors) {
            int enough = popular.size() + perAuthor;
            PopularVideos.take(
                    counters, CounterGroup.author(author), FOLLOWED_AUTHOR, POPULAR_SCALE, enough, taken, popular);
        }
        popular.sort((left, right) -> Float.compare(right.score(), left.score()));
        found.addAll(popular.subList(0, Math.min(count - found.size(), popular.size())));
        return found;
    }

    /** Latest follow first. */
    private Set<String> followedAuthors(List<Interaction> history) {
        List<ItemId> followed = new ArrayList<>();
        for (int i = history.size() - 1; i >= 0; i--) {
            Interaction interaction = history.get(i);
            if (interaction.type().equals(InteractionType.FOLLOW)
                    && interaction.item().surface().equals(VideoSurface.ID)) {
                followed.add(interaction.item());
            }
        }
        Set<String> authors = new LinkedHashSet<>();
        Map<ItemId, Item> videos = catalog.findAll(followed);
        for (ItemId id : followed) {
            Item video = videos.get(id);
            if (video != null && video.author().isPresent() && authors.size() < MAX_AUTHORS) {
                authors.add(video.author().get());
            }
        }
        return authors;
    }
}
