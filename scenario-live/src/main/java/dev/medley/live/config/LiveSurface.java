package dev.medley.live.config;

import dev.medley.spi.entity.Item;
import dev.medley.spi.id.SurfaceId;
import java.util.Locale;
import java.util.Optional;

/** The surface {@code live} and what its items' attributes mean: the one place that knows their names. */
public final class LiveSurface {
    /** The kind of items: one item is one room. */
    public static final SurfaceId ID = new SurfaceId("live");

    /** Flag: whether the room is on air. */
    public static final String ON_AIR = "on_air";

    /** Number: how many people are in the room. */
    public static final String VIEWERS = "viewers";

    /** Flag: whether the room is for adults only. */
    public static final String MATURE = "mature";

    /** Text: the language that the host speaks, BCP 47. */
    public static final String LANGUAGE = "language";

    private LiveSurface() {}

    /** Whether the room is on air; a room that does not say so is not. */
    public static boolean isOnAir(Item room) {
        return room.attributes().isTrue(ON_AIR);
    }

    /** How many people are in the room; 0 where nobody says, never negative. */
    public static double viewers(Item room) {
        return Math.max(0, room.attributes().number(VIEWERS, 0));
    }

    /** Who hosts the room; a room without an author is its own host. */
    public static String host(Item room) {
        return room.author().orElse(room.id().key());
    }

    /** The room's language without region and in lower case: {@code pt} for {@code pt-BR}. */
    public static Optional<String> language(Item room) {
        return room.attributes().text(LANGUAGE).map(LiveSurface::primaryLanguage);
    }

    /** The first part of a language tag, in lower case. */
    public static String primaryLanguage(String tag) {
        int end = tag.indexOf('-');
        return (end < 0 ? tag : tag.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    /**
     * Whether the room is for known adults only.
     *
     * @param unratedIsMature how to read a room that does not say; one that says it in an unreadable way always is
     */
    public static boolean isMature(Item room, boolean unratedIsMature) {
        Object said = room.attributes().asMap().get(MATURE);
        if (said == null) {
            return unratedIsMature;
        }
        return !Boolean.FALSE.equals(said);
    }
}
