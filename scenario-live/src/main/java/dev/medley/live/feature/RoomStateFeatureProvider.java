package dev.medley.live.feature;

import static dev.medley.live.feature.LiveFeatures.ROOM_ON_AIR_MINUTES;
import static dev.medley.live.feature.LiveFeatures.ROOM_VIEWERS_LOG;
import static dev.medley.live.feature.LiveFeatures.USER_ROOM_LANGUAGE_MATCH;

import dev.medley.live.config.LiveSurface;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.entity.Item;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What the room itself says: since when on air, how many are in, in which language. */
public final class RoomStateFeatureProvider implements FeatureProvider {
    private static final ComponentId ID = new ComponentId("room-state");
    private static final float MAX_MINUTES = ROOM_ON_AIR_MINUTES.defaultValue();

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public Set<FeatureSpec> outputs() {
        return Set.of(ROOM_ON_AIR_MINUTES, ROOM_VIEWERS_LOG, USER_ROOM_LANGUAGE_MATCH);
    }

    @Override
    public void provide(RankRequest request, CandidateBatch batch, FeatureWriter writer) {
        Optional<String> userLanguage = request.user().language().map(LiveSurface::primaryLanguage);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            Item room = batch.item(row);
            writer.set(ROOM_VIEWERS_LOG, row, (float) Math.log1p(LiveSurface.viewers(room)));
            if (room.publishedAt().isPresent()) {
                writer.set(ROOM_ON_AIR_MINUTES, row, minutesOnAir(request, room));
            }
            Optional<String> roomLanguage = LiveSurface.language(room);
            if (userLanguage.isPresent() && roomLanguage.isPresent()) {
                writer.set(USER_ROOM_LANGUAGE_MATCH, row, userLanguage.equals(roomLanguage) ? 1 : 0);
            }
        }
    }

    /** A clock that runs ahead on the host's side gives 0, not a negative age. */
    private static float minutesOnAir(RankRequest request, Item room) {
        long seconds = Duration.between(room.publishedAt().get(), request.now()).toSeconds();
        return Math.clamp(seconds / 60f, 0f, MAX_MINUTES);
    }
}
