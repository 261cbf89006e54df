package dev.medley.video.feature;

import static dev.medley.video.feature.VideoFeatures.USER_VIDEO_GENRE_TASTE;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import dev.medley.video.source.UserGenres;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How well the video's genres go with what the user has liked of late; unlike the shared affinity it reads all genres. */
public final class GenreTasteFeatureProvider implements FeatureProvider {
    private static final ComponentId ID = new ComponentId("genre-taste");

    private final UserGenres userGenres;

    /** A provider with that notion of the user's genres. */
    public GenreTasteFeatureProvider(UserGenres userGenres) {
        this.userGenres = userGenres;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public Set<FeatureSpec> outputs() {
        return Set.of(USER_VIDEO_GENRE_TASTE);
    }

    @Override
    public void provide(RankRequest request, CandidateBatch batch, FeatureWriter writer) {
        Map<String, Float> weights = userGenres.weights(request);
        if (weights.isEmpty()) {
            return;
        }
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            List<String> genres = batch.item(row).categories();
            if (!genres.isEmpty()) {
                float sum = 0;
                for (String genre : genres) {
                    sum += weights.getOrDefault(genre, 0f);
                }
                writer.set(USER_VIDEO_GENRE_TASTE, row, sum / genres.size());
            }
        }
    }
}
