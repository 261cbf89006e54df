package dev.medley.platform.kafka;

import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.event.Ingest;
import dev.medley.platform.event.LogRecord;
import dev.medley.platform.event.LogUnavailableException;
import dev.medley.spi.id.UserId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Appends to the log in Kafka.
 *
 * <p>At most {@value #MAX_IN_FLIGHT} records are on their way at a time. A caller that brings more waits, which on a
 * virtual thread costs nothing; when the broker does not take them within the timeout of {@link LogClients} the write
 * fails with {@link LogUnavailableException}. A record larger than the log takes fails the whole write with {@link
 * InvalidInputException} before anything is sent.
 */
public final class KafkaLog implements Ingest, AutoCloseable {
    private static final int MAX_IN_FLIGHT = 50_000;
    /** More than any timeout of the broker's clients: what is acknowledged is applied unless the machine is drowning. */
    private static final Duration APPLY_TIMEOUT = Duration.ofSeconds(60);

    private final LogClients clients;
    private final LogFollower follower;
    private final Producer<byte[], byte[]> producer;
    private final Map<LogTopic, Integer> partitionCounts = new EnumMap<>(LogTopic.class);
    private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT, true);

    /**
     * Opens the door.
     *
     * @param follower says when a record is applied
     * @throws LogUnavailableException if the broker does not name the partitions in time
     */
    public KafkaLog(LogClients clients, LogFollower follower) {
        this.clients = clients;
        this.follower = follower;
        this.producer = clients.stateProducer();
        try {
            for (LogTopic topic : LogTopic.values()) {
                partitionCounts.put(
                        topic, producer.partitionsFor(topic.topicName()).size());
            }
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw unavailable(e);
        }
    }

    @Override
    public CompletableFuture<Void> write(List<? extends LogRecord> records) {
        List<RecordForm.Outgoing> outgoing = new ArrayList<>(records.size());
        try {
            for (LogRecord logRecord : records) {
                outgoing.add(RecordForm.encode(logRecord));
            }
        } catch (InvalidInputException e) {
            return CompletableFuture.failedFuture(e);
        }
        return send(outgoing);
    }

    @Override
    public CompletableFuture<Long> forget(UserId user) {
        CompletableFuture<Long> removed = new CompletableFuture<>();
        Thread.ofVirtual().name("medley-forget").start(() -> {
            try {
                Set<ByteBuffer> keys = interactionKeys(user);
                List<RecordForm.Outgoing> removals = new ArrayList<>(keys.size() + 1);
                removals.add(RecordForm.profileRemoval(user));
                for (ByteBuffer key : keys) {
                    removals.add(RecordForm.interactionRemoval(user, key.array()));
                }
                send(removals).whenComplete((nothing, failure) -> {
                    if (failure == null) {
                        removed.complete((long) keys.size());
                    } else {
                        removed.completeExceptionally(failure);
                    }
                });
            } catch (KafkaException e) {
                removed.completeExceptionally(unavailable(e));
            } catch (RuntimeException e) {
                removed.completeExceptionally(e);
            }
        });
        return removed;
    }

    /** Waits for what is on its way, up to the timeout. Closing twice does nothing. */
    @Override
    public void close() {
        producer.close(Duration.ofMillis(clients.timeoutMillis()));
    }

    private CompletableFuture<Void> send(List<RecordForm.Outgoing> records) {
        if (records.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        int permits = Math.min(records.size(), MAX_IN_FLIGHT);
        try {
            if (!inFlight.tryAcquire(permits, clients.timeoutMillis(), TimeUnit.MILLISECONDS)) {
                return CompletableFuture.failedFuture(new LogUnavailableException(
                        "kafka: the broker at " + clients.bootstrap() + " does not keep up: " + MAX_IN_FLIGHT
                                + " records wait for it",
                        null));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(unavailable(e));
        }
        Acknowledgements acknowledgements = new Acknowledgements(records.size());
        for (RecordForm.Outgoing outgoing : records) {
            if (acknowledgements.hasFailed()) {
                // With the broker gone each further record would wait for its own timeout.
                acknowledgements.onCompletion(null, null);
                continue;
            }
            int partition = outgoing.partition(partitionCounts.get(outgoing.topic()));
            try {
                producer.send(
                        new ProducerRecord<>(outgoing.topic().topicName(), partition, outgoing.key(), outgoing.value()),
                        acknowledgements);
            } catch (KafkaException | IllegalStateException e) {
                acknowledgements.onCompletion(null, e);
            }
        }
        return acknowledgements.done.whenComplete((nothing, failure) -> inFlight.release(permits));
    }

    /** Collects the answers to the records of one write, then waits for the follower. */
    private final class Acknowledgements implements Callback {
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private final Map<TopicPartition, Long> offsets = new HashMap<>();
        private int missing;
        private Exception failure;

        Acknowledgements(int records) {
            this.missing = records;
        }

        synchronized boolean hasFailed() {
            return failure != null;
        }

        @Override
        public void onCompletion(RecordMetadata metadata, Exception exception) {
            synchronized (this) {
                if (exception != null) {
                    failure = failure == null ? exception : failure;
                } else if (metadata != null) {
                    offsets.merge(
                            new TopicPartition(metadata.topic(), metadata.partition()), metadata.offset(), Math::max);
                }
                missing--;
                if (missing > 0) {
                    return;
                }
            }
            if (failure != null) {
                // This may be the thread that talks to the broker: nothing of the caller's runs on it.
                Thread.ofVirtual().start(() -> done.completeExceptionally(unavailable(failure)));
                return;
            }
            follower.applied(offsets, APPLY_TIMEOUT).whenComplete((nothing, notApplied) -> {
                if (notApplied == null) {
                    done.complete(null);
                } else {
                    done.completeExceptionally(notApplied);
                }
            });
        }
    }

    /** The keys of the user's interactions that are in the log now and were not removed since. */
    private Set<ByteBuffer> interactionKeys(UserId user) {
        byte[] prefix = RecordForm.interactionKeyPrefix(user);
        int partition =
                RecordForm.interactionRemoval(user, prefix).partition(partitionCounts.get(LogTopic.INTERACTIONS));
        TopicPartition place = new TopicPartition(LogTopic.INTERACTIONS.topicName(), partition);
        Set<ByteBuffer> keys = new LinkedHashSet<>();
        try (Consumer<byte[], byte[]> consumer = clients.consumer("medley-forget")) {
            consumer.assign(List.of(place));
            consumer.seekToBeginning(List.of(place));
            long end = consumer.endOffsets(List.of(place)).get(place);
            long progressAt = System.nanoTime();
            while (consumer.position(place) < end) {
                List<ConsumerRecord<byte[], byte[]>> records =
                        consumer.poll(Duration.ofMillis(200)).records(place);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    if (record.offset() < end && startsWith(record.key(), prefix)) {
                        ByteBuffer key = ByteBuffer.wrap(record.key());
                        if (record.value() == null) {
                            keys.remove(key);
                        } else {
                            keys.add(key);
                        }
                    }
                }
                long now = System.nanoTime();
                if (!records.isEmpty()) {
                    progressAt = now;
                } else if (now - progressAt > TimeUnit.MILLISECONDS.toNanos(clients.timeoutMillis())) {
                    throw new LogUnavailableException(
                            "kafka: the broker at " + clients.bootstrap() + " does not give the user's records", null);
                }
            }
        }
        return keys;
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key != null
                && key.length >= prefix.length
                && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    private LogUnavailableException unavailable(Exception cause) {
        return new LogUnavailableException(
                "kafka: the broker at " + clients.bootstrap() + " did not take the records: " + cause.getMessage(),
                cause);
    }
}
