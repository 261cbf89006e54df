package dev.medley.platform.pipeline;

/** Where answered slates go. */
public interface ImpressionSink {
    /** Forgets them. */
    ImpressionSink NONE = impressions -> {};

    /** Takes a slate, or drops it and counts that; returns at once and never throws. Any thread. */
    void offer(Impressions impressions);
}
