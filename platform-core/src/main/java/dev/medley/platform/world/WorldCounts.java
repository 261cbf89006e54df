package dev.medley.platform.world;

import dev.medley.spi.id.SurfaceId;
import java.util.Map;

/**
 * How much there is.
 *
 * @param items items, by surface
 * @param users users with a profile
 * @param interactions interactions held in histories, by surface
 * @param judgments judgments
 */
public record WorldCounts(Map<SurfaceId, Long> items, long users, Map<SurfaceId, Long> interactions, long judgments) {}
