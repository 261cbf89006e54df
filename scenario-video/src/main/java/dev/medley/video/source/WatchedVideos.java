package dev.medley.video.source;

import dev.medley.spi.context.UserHistories;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.request.RankRequest;
import dev.medley.video.config.VideoSurface;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the user has had of late: not to be shown again.
 *
 * @param histories asked only for what is older than the request's own part of the history
 * @param depth newest interactions, over all surfaces, that count
 */
public record WatchedVideos(UserHistories histories, int depth) {
    /** The videos that the user has interacted with in any way. */
    public Set<ItemId> of(RankRequest request) {
        List<Interaction> history = history(request);
        Set<ItemId> watched = new HashSet<>();
        for (int i = Math.max(0, history.size() - depth); i < history.size(); i++) {
            ItemId item = history.get(i).item();
            if (item.surface().equals(VideoSurface.ID)) {
                watched.add(item);
            }
        }
        return watched;
    }

    private List<Interaction> history(RankRequest request) {
        boolean isWhole = request.history().size() < RankRequest.MAX_HISTORY;
        if (isWhole || depth <= RankRequest.MAX_HISTORY || request.userId().isEmpty()) {
            return request.history();
        }
        return histories.newest(request.userId().get(), depth);
    }
}
