package dev.medley.video.feature;

import static dev.medley.video.feature.VideoFeatures.USER_VIDEO_WATCH_SHARE;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.request.RankRequest;
import dev.medley.video.config.VideoSurface;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How much the user has watched of videos like this one: by the author, or where that is too little, in the genre. */
public final class WatchShareFeatureProvider implements FeatureProvider {
    private static final ComponentId ID = new ComponentId("watch-share");
    /** Fewer videos say nothing. */
    private static final int LEAST_WATCHED = 3;

    private final Catalog catalog;

    /** A provider that learns authors and genres from the catalogue. */
    public WatchShareFeatureProvider(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public Set<FeatureSpec> outputs() {
        return Set.of(USER_VIDEO_WATCH_SHARE);
    }

    @Override
    public void provide(RankRequest request, CandidateBatch batch, FeatureWriter writer) {
        List<Interaction> watches = watches(request.history());
        if (watches.isEmpty()) {
            return;
        }
        Map<String, Mean> byAuthor = new HashMap<>();
        Map<String, Mean> byGenre = new HashMap<>();
        addUp(watches, byAuthor, byGenre);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            Item video = batch.item(row);
            Mean mean = enough(video.author(), byAuthor);
            if (mean == null) {
                mean = enough(video.category(), byGenre);
            }
            if (mean != null) {
                writer.set(USER_VIDEO_WATCH_SHARE, row, mean.sum / mean.count);
            }
        }
    }

    private static List<Interaction> watches(List<Interaction> history) {
        List<Interaction> watches = new ArrayList<>();
        for (Interaction interaction : history) {
            if (interaction.type().equals(InteractionType.WATCH)
                    && interaction.item().surface().equals(VideoSurface.ID)) {
                watches.add(interaction);
            }
        }
        return watches;
    }

    private void addUp(List<Interaction> watches, Map<String, Mean> byAuthor, Map<String, Mean> byGenre) {
        List<ItemId> ids = new ArrayList<>(watches.size());
        for (Interaction watch : watches) {
            ids.add(watch.item());
        }
        Map<ItemId, Item> videos = catalog.findAll(ids);
        for (Interaction watch : watches) {
            Item video = videos.get(watch.item());
            if (video == null) {
                continue;
            }
            float share = Math.clamp(watch.value(), 0f, 1f);
            video.author()
                    .ifPresent(author ->
                            byAuthor.computeIfAbsent(author, name -> new Mean()).add(share));
            video.category()
                    .ifPresent(genre ->
                            byGenre.computeIfAbsent(genre, name -> new Mean()).add(share));
        }
    }

    /** The mean of that key if it is of enough videos, or null: this is asked for every row. */
    private static Mean enough(Optional<String> key, Map<String, Mean> means) {
        Mean mean = key.isEmpty() ? null : means.get(key.get());
        return mean != null && mean.count >= LEAST_WATCHED ? mean : null;
    }

    private static final class Mean {
        private float sum;
        private int count;

        private void add(float value) {
            sum += value;
            count++;
        }
    }
}
