package dev.medley.video.source;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.request.RankRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The newest uploads of the last days. What is to be published later is not found. */
public final class FreshUploadsSource implements CandidateSource {
    private static final ComponentId ID = new ComponentId("fresh-uploads");
    private static final Reason FRESH_UPLOAD = Reason.of("FRESH_UPLOAD");

    private final FreshUploads uploads;
    private final Duration maxAge;
    private final WatchedVideos watched;
    private final int count;

    /** A source of at most {@code count} videos, none older than {@code maxAge}. */
    public FreshUploadsSource(FreshUploads uploads, Duration maxAge, WatchedVideos watched, int count) {
        this.uploads = uploads;
        this.maxAge = maxAge;
        this.watched = watched;
        this.count = count;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public List<Candidate> fetch(RankRequest request) {
        Instant oldest = request.now().minus(maxAge);
        Set<ItemId> seen = watched.of(request);
        List<Candidate> found = new ArrayList<>();
        for (Upload upload : uploads.newest()) {
            if (found.size() == count || upload.publishedAt().isBefore(oldest)) {
                return found;
            }
            if (!upload.publishedAt().isAfter(request.now()) && !seen.contains(upload.id())) {
                found.add(new Candidate(upload.id(), freshness(upload, request.now()), List.of(FRESH_UPLOAD)));
            }
        }
        return found;
    }

    /** 1 for now, 0 for the oldest that is fresh. */
    private float freshness(Upload upload, Instant now) {
        return 1 - Duration.between(upload.publishedAt(), now).toSeconds() / (float) maxAge.toSeconds();
    }
}
