package dev.medley.live.feature;

import static dev.medley.live.feature.LiveFeatures.USER_ROOM_FOLLOWED;

import dev.medley.live.config.LiveSurface;
import dev.medley.live.source.RoomHistory;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import java.util.Set;

/** Whether the user follows the host, through whichever of the host's rooms. */
public final class FollowedHostFeatureProvider implements FeatureProvider {
    private static final ComponentId ID = new ComponentId("followed-host");

    private final Catalog catalog;

    /** A provider that learns from the catalogue whose rooms the user has followed. */
    public FollowedHostFeatureProvider(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public Set<FeatureSpec> outputs() {
        return Set.of(USER_ROOM_FOLLOWED);
    }

    @Override
    public void provide(RankRequest request, CandidateBatch batch, FeatureWriter writer) {
        Set<String> followed = RoomHistory.hosts(request.history(), catalog, Set.of(InteractionType.FOLLOW));
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            writer.set(USER_ROOM_FOLLOWED, row, followed.contains(LiveSurface.host(batch.item(row))) ? 1 : 0);
        }
    }
}
