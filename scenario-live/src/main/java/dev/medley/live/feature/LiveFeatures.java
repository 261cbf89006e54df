package dev.medley.live.feature;

import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.feature.FeatureSchema;
import dev.medley.spi.feature.FeatureScope;
import dev.medley.spi.feature.FloatFeature;
import dev.medley.spi.feature.IdFeature;

/** The columns that this scenario adds to the shared ones. */
public final class LiveFeatures {
    /** Minutes on air, at most 1440; missing where the room does not say since when. */
    public static final FloatFeature ROOM_ON_AIR_MINUTES =
            FloatFeature.item("room_on_air_minutes", 1440, "minutes since the room went on air, at most 1440");

    /** log(1 + viewers). */
    public static final FloatFeature ROOM_VIEWERS_LOG =
            FloatFeature.item("room_viewers_log", 0, "log(1 + people in the room)");

    /** Joins of the last minutes by viewers. */
    public static final FloatFeature ROOM_JOIN_VELOCITY = FloatFeature.item(
            "room_join_velocity", 0, "joins, decayed with a half-life of 10 minutes, by viewers and a prior");

    /** 1 if the room speaks the user's language, 0 if another; missing where one of them is not known. */
    public static final FloatFeature USER_ROOM_LANGUAGE_MATCH =
            FloatFeature.userItem("user_room_language_match", 1, "1 if the room speaks the user's language, else 0");

    /** Share of the room's game among the user's newest rooms. */
    public static final FloatFeature USER_ROOM_GAME_AFFINITY =
            FloatFeature.userItem("user_room_game_affinity", 0, "share of the game among the user's newest rooms");

    /** 1 if the user follows the host, else 0. */
    public static final FloatFeature USER_ROOM_FOLLOWED =
            FloatFeature.userItem("user_room_followed", 0, "1 if the user follows the host, else 0");

    /** {@link #NEW_HOST} in the rooms of new hosts, missing in others. */
    public static final IdFeature ROOM_HOST_STAGE =
            new IdFeature("room_host_stage", FeatureScope.ITEM, "says which rooms are of new hosts");

    /** The value of {@link #ROOM_HOST_STAGE} that means a new host. */
    public static final long NEW_HOST = FeatureHash.of("room_host_stage", "new");

    /** All of them. */
    public static final FeatureSchema SCHEMA = FeatureSchema.of(
            ROOM_ON_AIR_MINUTES,
            ROOM_VIEWERS_LOG,
            ROOM_JOIN_VELOCITY,
            USER_ROOM_LANGUAGE_MATCH,
            USER_ROOM_GAME_AFFINITY,
            USER_ROOM_FOLLOWED,
            ROOM_HOST_STAGE);

    private LiveFeatures() {}
}
