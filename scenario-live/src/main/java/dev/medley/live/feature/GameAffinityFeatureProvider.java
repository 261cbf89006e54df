package dev.medley.live.feature;

import static dev.medley.live.feature.LiveFeatures.USER_ROOM_GAME_AFFINITY;

import dev.medley.live.source.UserGames;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How much the user has watched the room's game of late. */
public final class GameAffinityFeatureProvider implements FeatureProvider {
    private static final ComponentId ID = new ComponentId("game-affinity");

    private final Catalog catalog;
    private final int depth;

    /**
     * A provider.
     *
     * @param depth newest interactions that the games are read from
     */
    public GameAffinityFeatureProvider(Catalog catalog, int depth) {
        this.catalog = catalog;
        this.depth = depth;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public Set<FeatureSpec> outputs() {
        return Set.of(USER_ROOM_GAME_AFFINITY);
    }

    @Override
    public void provide(RankRequest request, CandidateBatch batch, FeatureWriter writer) {
        Map<String, Float> shares = UserGames.shares(request, catalog, depth);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            Optional<String> game = batch.item(row).category();
            if (game.isPresent()) {
                writer.set(USER_ROOM_GAME_AFFINITY, row, shares.getOrDefault(game.get(), 0f));
            }
        }
    }
}
