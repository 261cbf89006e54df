/**
 * Where rooms come from. All sources look into one index of the rooms on air, {@link
 * dev.medley.live.source.OnAirRooms}, and none proposes a room that its user may not be shown; the filters and safety
 * rules check all the same, because a room changes while the answer is made.
 *
 * <p>Scores are between 0 and 1.
 */
package dev.medley.live.source;
