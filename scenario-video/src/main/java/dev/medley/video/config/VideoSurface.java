package dev.medley.video.config;

import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.SurfaceId;
import java.util.Locale;
import java.util.OptionalDouble;

/** The surface {@code video} and what its items' attributes mean: the one place that knows their names. */
public final class VideoSurface {
    /** The kind of items: one item is one video. */
    public static final SurfaceId ID = new SurfaceId("video");

    /** Number: how long the video is, in seconds. */
    public static final String DURATION_SECONDS = "duration_s";

    /** Flag: whether the video is for adults only. */
    public static final String MATURE = "mature";

    /** Text or number: from which age it is released, such as {@code 12}, {@code 16+}, {@code teen} or {@code all}. */
    public static final String AGE_GROUP = "age_group";

    private static final int TEENAGE = 13;
    private static final int READABLE_DIGITS = 3;

    private VideoSurface() {}

    /**
     * The least age that the video is for, in years; 0 if it is for everybody. A rating that cannot be read counts as
     * {@value UserProfile#ADULT_AGE}.
     *
     * @param unratedIsMature how to read a video that says nothing about it
     */
    public static int leastAge(Item video, boolean unratedIsMature) {
        Attributes attributes = video.attributes();
        Object mature = attributes.asMap().get(MATURE);
        Object ageGroup = attributes.asMap().get(AGE_GROUP);
        if (mature == null && ageGroup == null) {
            return unratedIsMature ? UserProfile.ADULT_AGE : 0;
        }
        int byFlag = mature == null || Boolean.FALSE.equals(mature) ? 0 : UserProfile.ADULT_AGE;
        return Math.max(byFlag, ageOf(ageGroup));
    }

    /** Whether a video for that age may be shown to the user; a user of unknown age counts as a small child. */
    public static boolean isFor(UserProfile user, int leastAge) {
        return leastAge <= user.age().orElse(0);
    }

    /** How long the video is, if it says so. */
    public static OptionalDouble durationSeconds(Item video) {
        double seconds = video.attributes().number(DURATION_SECONDS, -1);
        return seconds < 0 ? OptionalDouble.empty() : OptionalDouble.of(seconds);
    }

    private static int ageOf(Object ageGroup) {
        return switch (ageGroup) {
            case null -> 0;
            case Double years -> years >= 0 ? years.intValue() : UserProfile.ADULT_AGE;
            case String text -> ageOf(text.strip().toLowerCase(Locale.ROOT));
            default -> UserProfile.ADULT_AGE;
        };
    }

    private static int ageOf(String text) {
        if (text.equals("all")) {
            return 0;
        }
        if (text.equals("teen")) {
            return TEENAGE;
        }
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        boolean isReadable = digits > 0 && digits <= READABLE_DIGITS;
        return isReadable ? Integer.parseInt(text.substring(0, digits)) : UserProfile.ADULT_AGE;
    }
}
