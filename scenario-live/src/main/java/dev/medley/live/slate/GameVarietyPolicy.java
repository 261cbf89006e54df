package dev.medley.live.slate;

import dev.medley.live.feature.LiveFeatures;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.RerankPolicy;
import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.feature.IdColumn;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import dev.medley.spi.slate.SlateView;

/**
 * Advises a game that is not on the slate yet, twice as much if the user watches it all the time. A row without a game
 * gains nothing.
 */
public final class GameVarietyPolicy implements RerankPolicy {
    private static final ComponentId ID = new ComponentId("game-variety");

    private final float gain;

    /** A policy that adds that much, in the value's unit. */
    public GameVarietyPolicy(double gain) {
        this.gain = (float) gain;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public void gains(RankRequest request, CandidateBatch batch, SlateView slate, float[] gains) {
        IdColumn game = batch.ids(SharedFeatures.ITEM_CATEGORY);
        FloatColumn affinity = batch.floats(LiveFeatures.USER_ROOM_GAME_AFFINITY);
        long[] placed = new long[slate.size()];
        int placedGames = 0;
        for (int position = 0; position < slate.size(); position++) {
            long placedGame = game.get(slate.row(position));
            if (!contains(placed, placedGames, placedGame)) {
                placed[placedGames++] = placedGame;
            }
        }
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            long rowGame = game.get(row);
            if (rowGame != FeatureHash.NONE && !contains(placed, placedGames, rowGame)) {
                gains[row] = gain * (1 + affinity.get(row));
            }
        }
    }

    private static boolean contains(long[] games, int count, long game) {
        for (int i = 0; i < count; i++) {
            if (games[i] == game) {
                return true;
            }
        }
        return false;
    }
}
