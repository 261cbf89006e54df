package dev.medley.live.feature;

import static dev.medley.live.feature.LiveFeatures.NEW_HOST;
import static dev.medley.live.feature.LiveFeatures.ROOM_HOST_STAGE;

import dev.medley.live.config.LiveSurface;
import dev.medley.live.source.NewHosts;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import java.util.Set;

/** Marks the rooms of new hosts, whichever source found them: what the slate's least exposure counts. */
public final class NewHostFeatureProvider implements FeatureProvider {
    private static final ComponentId ID = new ComponentId("new-host");

    private final NewHosts newHosts;

    /** A provider with that notion of new. */
    public NewHostFeatureProvider(NewHosts newHosts) {
        this.newHosts = newHosts;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public Set<FeatureSpec> outputs() {
        return Set.of(ROOM_HOST_STAGE);
    }

    @Override
    public void provide(RankRequest request, CandidateBatch batch, FeatureWriter writer) {
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            if (newHosts.contains(batch.itemId(row), LiveSurface.host(batch.item(row)))) {
                writer.set(ROOM_HOST_STAGE, row, NEW_HOST);
            }
        }
    }
}
