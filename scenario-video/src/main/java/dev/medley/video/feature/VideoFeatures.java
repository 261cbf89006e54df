package dev.medley.video.feature;

import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.feature.FeatureSchema;
import dev.medley.spi.feature.FeatureScope;
import dev.medley.spi.feature.FloatFeature;
import dev.medley.spi.feature.IdFeature;

/** The columns that this scenario adds to the shared ones. */
public final class VideoFeatures {
    /** How long the video is; missing where it does not say. */
    public static final FloatFeature VIDEO_DURATION_SECONDS =
            FloatFeature.item("video_duration_s", 0, "length of the video in seconds");

    /** Mean weight of the video's genres in the user's taste. */
    public static final FloatFeature USER_VIDEO_GENRE_TASTE = FloatFeature.userItem(
            "user_video_genre_taste", 0, "mean weight of the video's genres for the user, 1 for the favourite");

    /** Mean share that the user has watched of videos of this author, or else of this genre; missing if too few. */
    public static final FloatFeature USER_VIDEO_WATCH_SHARE = FloatFeature.userItem(
            "user_video_watch_share", 1, "mean share watched of videos of this author or genre, 0 to 1");

    /** Share of the video's positive interactions that came from the user's cohort; missing without any. */
    public static final FloatFeature USER_VIDEO_COHORT_SHARE = FloatFeature.userItem(
            "user_video_cohort_share", 0, "share of the video's interactions that the user's cohort made, 0 to 1");

    /** {@link #LITTLE_KNOWN} for videos that hardly anybody knows, missing for others. */
    public static final IdFeature VIDEO_FAME =
            new IdFeature("video_fame", FeatureScope.ITEM, "says which videos hardly anybody knows");

    /** The value of {@link #VIDEO_FAME} that means little known. */
    public static final long LITTLE_KNOWN = FeatureHash.of("video_fame", "little-known");

    /** All of them. */
    public static final FeatureSchema SCHEMA = FeatureSchema.of(
            VIDEO_DURATION_SECONDS,
            USER_VIDEO_GENRE_TASTE,
            USER_VIDEO_WATCH_SHARE,
            USER_VIDEO_COHORT_SHARE,
            VIDEO_FAME);

    private VideoFeatures() {}
}
