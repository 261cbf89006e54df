/**
 * The world on Infinispan: follows the log and answers every port of {@code world} and of the SPI's {@code context}. The
 * only package that imports Infinispan.
 *
 * <p>The state is a function of the newest record of each key and nothing else: of the items, the profiles, and the set
 * of interactions that the histories hold. Counters and neighbours add when an interaction comes into a history and
 * subtract when it leaves, in whole numbers, so that neither the order among partitions nor compaction nor a restart
 * changes an answer. {@link dev.medley.platform.store.LogStore} is the way in.
 *
 * <p>One thread writes, the log's follower; any number read without waiting for it. Entries of the caches are living
 * objects of which the writer publishes new immutable parts; what a reader holds never changes.
 */
package dev.medley.platform.store;
