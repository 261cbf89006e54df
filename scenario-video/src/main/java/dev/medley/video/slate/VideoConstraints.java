package dev.medley.video.slate;

import dev.medley.spi.config.ScenarioConfig;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.slate.SlateConstraint;
import dev.medley.spi.slate.SlateConstraint.MaxInSlate;
import dev.medley.spi.slate.SlateConstraint.MaxInWindow;
import dev.medley.spi.slate.SlateConstraint.MinExposure;
import dev.medley.spi.slate.SlateConstraint.MinGap;
import dev.medley.video.config.VideoConfig;
import dev.medley.video.feature.VideoFeatures;
import java.util.ArrayList;
import java.util.List;

/**
 * What the slate must hold. Genres are capped by window and not by slate: a catalogue has few of them, so a cap on the
 * slate could not be held on a long one. Where there are too few videos the share of little-known ones gives way first,
 * then the gap between an author's videos, then the genres, then the authors.
 */
public final class VideoConstraints {
    private VideoConstraints() {}

    /** The constraints, most important first. */
    public static List<SlateConstraint> of(ScenarioConfig config) {
        List<SlateConstraint> constraints = new ArrayList<>();
        constraints.add(new MaxInSlate(
                new ComponentId("max-per-author"), SharedFeatures.ITEM_AUTHOR, config.get(VideoConfig.MAX_PER_AUTHOR)));
        constraints.add(new MaxInWindow(
                new ComponentId("max-per-genre"),
                SharedFeatures.ITEM_CATEGORY,
                config.get(VideoConfig.MAX_PER_GENRE),
                config.get(VideoConfig.GENRE_WINDOW)));
        int authorGap = config.get(VideoConfig.AUTHOR_GAP);
        if (authorGap > 0) {
            constraints.add(new MinGap(new ComponentId("author-gap"), SharedFeatures.ITEM_AUTHOR, authorGap));
        }
        double longTailShare = config.get(VideoConfig.LONG_TAIL_SHARE);
        if (longTailShare > 0) {
            constraints.add(new MinExposure(
                    new ComponentId("long-tail-share"),
                    VideoFeatures.VIDEO_FAME,
                    VideoFeatures.LITTLE_KNOWN,
                    longTailShare));
        }
        return List.copyOf(constraints);
    }
}
