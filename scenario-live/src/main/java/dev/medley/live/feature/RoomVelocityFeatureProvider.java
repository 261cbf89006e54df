package dev.medley.live.feature;

import static dev.medley.live.feature.LiveFeatures.ROOM_JOIN_VELOCITY;

import dev.medley.live.config.LiveSurface;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.context.CounterWindow;
import dev.medley.spi.context.Counters;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import java.util.Set;

/** How fast the room fills. */
public final class RoomVelocityFeatureProvider implements FeatureProvider {
    private static final ComponentId ID = new ComponentId("room-velocity");

    private final Counters counters;
    private final double priorViewers;

    /**
     * A provider.
     *
     * @param priorViewers viewers added to every room before dividing, 1 or more
     */
    public RoomVelocityFeatureProvider(Counters counters, double priorViewers) {
        this.counters = counters;
        this.priorViewers = priorViewers;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public Set<FeatureSpec> outputs() {
        return Set.of(ROOM_JOIN_VELOCITY);
    }

    @Override
    public void provide(RankRequest request, CandidateBatch batch, FeatureWriter writer) {
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            double joins = counters.ofItem(batch.itemId(row), CounterWindow.TEN_MINUTES);
            double viewers = LiveSurface.viewers(batch.item(row));
            writer.set(ROOM_JOIN_VELOCITY, row, (float) (joins / (viewers + priorViewers)));
        }
    }
}
