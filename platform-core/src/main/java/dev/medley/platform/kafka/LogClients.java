package dev.medley.platform.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How to reach the broker, and with which settings.
 *
 * @param bootstrap {@code host:port}, several separated by commas
 * @param timeoutMillis how long a broker that does not answer is waited for
 * @param properties what a broker of the user's needs beside its address, such as {@code security.protocol}; wins over
 *     everything that is set here
 */
public record LogClients(String bootstrap, int timeoutMillis, Map<String, String> properties) {
    /** Checks for null. */
    public LogClients {
        Objects.requireNonNull(bootstrap, "bootstrap");
        properties = Map.copyOf(properties);
    }

    Admin admin() {
        return Admin.create(with(Map.of(
                "client.id", "medley-admin",
                "request.timeout.ms", timeoutMillis,
                "default.api.timeout.ms", timeoutMillis)));
    }

    /** For what the world is made of: acknowledged when every replica in sync has it, never twice, never reordered. */
    Producer<byte[], byte[]> stateProducer() {
        return new KafkaProducer<>(
                with(Map.of(
                        "client.id",
                        "medley-state",
                        "acks",
                        "all",
                        "enable.idempotence",
                        "true",
                        "compression.type",
                        "lz4",
                        "linger.ms",
                        0,
                        "batch.size",
                        128 << 10,
                        "buffer.memory",
                        64 << 20,
                        "max.request.size",
                        LogTopic.MAX_RECORD_BYTES,
                        "max.block.ms",
                        timeoutMillis)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** For impressions: they may be lost. */
    Producer<byte[], byte[]> impressionProducer() {
        return new KafkaProducer<>(
                with(Map.of(
                        "client.id",
                        "medley-impressions",
                        "acks",
                        "1",
                        "enable.idempotence",
                        "false",
                        "compression.type",
                        "lz4",
                        "linger.ms",
                        50,
                        "batch.size",
                        64 << 10,
                        "buffer.memory",
                        16 << 20,
                        "max.request.size",
                        LogTopic.MAX_RECORD_BYTES,
                        "max.block.ms",
                        timeoutMillis)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Without a group: every node reads every partition from the start and remembers its own place. */
    Consumer<byte[], byte[]> consumer(String clientId) {
        return new KafkaConsumer<>(
                with(Map.of(
                        "client.id",
                        clientId,
                        "enable.auto.commit",
                        "false",
                        "auto.offset.reset",
                        "earliest",
                        "allow.auto.create.topics",
                        "false",
                        "max.poll.records",
                        2000,
                        "max.partition.fetch.bytes",
                        LogTopic.MAX_RECORD_BYTES,
                        "default.api.timeout.ms",
                        timeoutMillis)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private Map<String, Object> with(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", bootstrap);
        all.put("enable.metrics.push", "false");
        // A broker that is gone is tried again soon, but not in a storm.
        all.put("reconnect.backoff.ms", 50);
        all.put("reconnect.backoff.max.ms", 1000);
        if (settings.containsKey("acks")) {
            all.put("delivery.timeout.ms", timeoutMillis);
            all.put("request.timeout.ms", Math.max(1, timeoutMillis / 2));
        }
        all.putAll(properties);
        return all;
    }
}
