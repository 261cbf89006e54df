package dev.medley.platform.store;

import java.util.OptionalLong;

/**
 * How the log and its follower are.
 *
 * @param brokerReachable whether the broker answered within a second
 * @param following whether this node still applies what is written
 * @param replayed whether everything that was in the log at the start is applied
 * @param lag records in the log that are not applied yet, as far as known
 * @param appliedRecords records read since the start
 * @param skippedRecords those among them that could not be read
 * @param droppedImpressions impressions that were not written
 * @param itemListenerFailures calls of plugins' item listeners that threw
 */
public record LogStoreHealth(
        boolean brokerReachable,
        boolean following,
        boolean replayed,
        OptionalLong lag,
        long appliedRecords,
        long skippedRecords,
        long droppedImpressions,
        long itemListenerFailures) {}
