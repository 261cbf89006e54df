/**
 * The log on Kafka: the broker in this process, the topics, writing and following. The only package that imports Kafka.
 *
 * <p>{@link dev.medley.platform.kafka.EmbeddedBroker} is a real single-node KRaft broker; a broker of the user's takes
 * its place without another code path. {@link dev.medley.platform.kafka.KafkaLog} appends, {@link
 * dev.medley.platform.kafka.LogFollower} replays and follows and gives every change to a {@link
 * dev.medley.platform.kafka.LogTarget}; a write completes when the follower has passed it.
 */
package dev.medley.platform.kafka;
