package dev.medley.video.feature;

import static dev.medley.video.feature.VideoFeatures.VIDEO_DURATION_SECONDS;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import dev.medley.video.config.VideoSurface;
import java.util.OptionalDouble;
import java.util.Set;

/** How long the video is. */
public final class DurationFeatureProvider implements FeatureProvider {
    private static final ComponentId ID = new ComponentId("duration");

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public Set<FeatureSpec> outputs() {
        return Set.of(VIDEO_DURATION_SECONDS);
    }

    @Override
    public void provide(RankRequest request, CandidateBatch batch, FeatureWriter writer) {
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            OptionalDouble seconds = VideoSurface.durationSeconds(batch.item(row));
            if (seconds.isPresent()) {
                writer.set(VIDEO_DURATION_SECONDS, row, (float) seconds.getAsDouble());
            }
        }
    }
}
