package dev.medley.video.feature;

import static dev.medley.video.feature.VideoFeatures.LITTLE_KNOWN;
import static dev.medley.video.feature.VideoFeatures.VIDEO_FAME;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import dev.medley.video.source.LongTail;
import java.util.Set;

/** Marks little-known videos, whichever source found them: what the slate's least exposure counts. */
public final class FameFeatureProvider implements FeatureProvider {
    private static final ComponentId ID = new ComponentId("fame");

    private final LongTail longTail;

    /** A provider with that notion of little known. */
    public FameFeatureProvider(LongTail longTail) {
        this.longTail = longTail;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public Set<FeatureSpec> outputs() {
        return Set.of(VIDEO_FAME);
    }

    @Override
    public void provide(RankRequest request, CandidateBatch batch, FeatureWriter writer) {
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            if (longTail.contains(batch.itemId(row))) {
                writer.set(VIDEO_FAME, row, LITTLE_KNOWN);
            }
        }
    }
}
