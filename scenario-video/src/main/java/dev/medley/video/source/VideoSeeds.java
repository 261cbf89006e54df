package dev.medley.video.source;

import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.request.RankRequest;
import dev.medley.video.config.VideoSurface;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The videos of the user's history that speak for others like them.
 *
 * @param minRating a video rated below this does not
 * @param minWatchShare a video watched less does not
 */
public record VideoSeeds(double minRating, double minWatchShare) {
    /** The newest of them, each once, newest first, at most {@code max}. */
    public List<ItemId> newest(RankRequest request, int max) {
        List<ItemId> seeds = new ArrayList<>();
        Set<ItemId> seen = new HashSet<>();
        List<Interaction> history = request.history();
        for (int i = history.size() - 1; i >= 0 && seeds.size() < max; i--) {
            Interaction interaction = history.get(i);
            if (interaction.item().surface().equals(VideoSurface.ID)
                    && speaksForOthers(interaction)
                    && seen.add(interaction.item())) {
                seeds.add(interaction.item());
            }
        }
        return seeds;
    }

    private boolean speaksForOthers(Interaction interaction) {
        if (interaction.type().isNegative()) {
            return false;
        }
        if (interaction.type().equals(InteractionType.RATE)) {
            return interaction.value() >= minRating;
        }
        return !interaction.type().equals(InteractionType.WATCH) || interaction.value() >= minWatchShare;
    }
}
