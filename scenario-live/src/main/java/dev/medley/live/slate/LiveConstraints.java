package dev.medley.live.slate;

import dev.medley.live.config.LiveConfig;
import dev.medley.live.feature.LiveFeatures;
import dev.medley.spi.config.ScenarioConfig;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.slate.SlateConstraint;
import dev.medley.spi.slate.SlateConstraint.MaxInSlate;
import dev.medley.spi.slate.SlateConstraint.MaxInWindow;
import dev.medley.spi.slate.SlateConstraint.MinExposure;
import java.util.ArrayList;
import java.util.List;

/**
 * What the slate must hold. One host filling the page is worse than one game doing so, and that is worse than a page
 * without a new host: in this order they give way where there are too few rooms.
 */
public final class LiveConstraints {
    private LiveConstraints() {}

    /** The constraints, most important first. */
    public static List<SlateConstraint> of(ScenarioConfig config) {
        List<SlateConstraint> constraints = new ArrayList<>();
        constraints.add(new MaxInSlate(
                new ComponentId("max-per-host"), SharedFeatures.ITEM_AUTHOR, config.get(LiveConfig.MAX_PER_HOST)));
        constraints.add(new MaxInWindow(
                new ComponentId("max-per-game"),
                SharedFeatures.ITEM_CATEGORY,
                config.get(LiveConfig.MAX_PER_GAME),
                config.get(LiveConfig.GAME_WINDOW)));
        double newHostShare = config.get(LiveConfig.NEW_HOST_SHARE);
        if (newHostShare > 0) {
            constraints.add(new MinExposure(
                    new ComponentId("new-host-share"),
                    LiveFeatures.ROOM_HOST_STAGE,
                    LiveFeatures.NEW_HOST,
                    newHostShare));
        }
        return List.copyOf(constraints);
    }
}
