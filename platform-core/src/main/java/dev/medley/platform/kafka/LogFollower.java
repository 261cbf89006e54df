package dev.medley.platform.kafka;

import dev.medley.platform.event.LogUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads every record that the world is made of, from the first on, and tells the target: at start items, users and data
 * sets to their ends, then interactions and judgments, then everything as it comes. One thread of its own.
 *
 * <p>A record that cannot be read is counted, named in the log and passed; so is one that the target throws at.
 */
public final class LogFollower implements AutoCloseable {
    private static final Logger LOG = System.getLogger(LogFollower.class.getName());
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long RETRY_MILLIS = 500;
    /** After so many skipped records only every thousandth is named, so that a broken producer does not fill a disk. */
    private static final long NAMED_SKIPS = 100;

    private final Consumer<byte[], byte[]> consumer;
    private final LogTarget target;
    private final Map<TopicPartition, LogTopic> partitions = new HashMap<>();
    /** The next offset to apply, by partition. */
    private final Map<TopicPartition, Long> applied = new ConcurrentHashMap<>();

    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    /** Completes futures, so that whatever hangs on them never runs on the follower's thread. */
    private final Executor answers = command -> Thread.ofVirtual().start(command);

    private final CompletableFuture<Void> replayed = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile Throwable failure;
    private volatile long lag = Long.MAX_VALUE;
    private volatile long appliedRecords;
    private volatile long skippedRecords;

    private record Waiter(Map<TopicPartition, Long> offsets, long deadlineNanos, CompletableFuture<Void> done) {}

    /**
     * Starts to follow.
     *
     * @throws LogUnavailableException if the broker does not name the partitions in time
     */
    public LogFollower(LogClients clients, LogTarget target) {
        this.target = target;
        this.consumer = clients.consumer("medley-follower");
        try {
            for (LogTopic topic : LogTopic.values()) {
                if (topic.isState()) {
                    for (PartitionInfo partition : consumer.partitionsFor(topic.topicName())) {
                        partitions.put(new TopicPartition(topic.topicName(), partition.partition()), topic);
                    }
                }
            }
            consumer.assign(partitions.keySet());
            consumer.seekToBeginning(partitions.keySet());
        } catch (KafkaException e) {
            consumer.close();
            throw new LogUnavailableException(
                    "kafka: the broker at " + clients.bootstrap() + " does not name the partitions: " + e.getMessage(),
                    e);
        }
        partitions.keySet().forEach(partition -> applied.put(partition, 0L));
        this.thread =
                Thread.ofPlatform().name("medley-log-follower").daemon(true).start(this::run);
    }

    /** Completes when everything that was in the log at the start is applied; exceptionally if that is impossible. */
    public CompletableFuture<Void> replayed() {
        return replayed.copy();
    }

    /**
     * Completes, on a thread of its own, when the records at those offsets are applied.
     *
     * @return fails with {@link LogUnavailableException} when the time is over or the follower has stopped
     */
    CompletableFuture<Void> applied(Map<TopicPartition, Long> offsets, Duration timeout) {
        Waiter waiter = new Waiter(offsets, System.nanoTime() + timeout.toNanos(), new CompletableFuture<>());
        waiters.add(waiter);
        // Between the acknowledgement and here the follower may have passed, or stopped for good.
        if (isPassed(waiter)) {
            answer(waiter);
        }
        if (failure != null || closed) {
            failWaiters();
        }
        return waiter.done;
    }

    /** Records known to be in the log that are not applied yet; empty before the first is known. */
    public OptionalLong lag() {
        return lag == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(lag);
    }

    /** Records read since the start, skipped ones among them. */
    public long appliedRecords() {
        return appliedRecords;
    }

    /** Records since the start that could not be read. */
    public long skippedRecords() {
        return skippedRecords;
    }

    /** Whether it follows; it stops only when closed or when the JVM itself is in trouble. */
    public boolean isAlive() {
        return failure == null && !closed;
    }

    /** Stops within about a second; every waiter fails. Closing twice does nothing. */
    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer) {
            Map<TopicPartition, Long> ends = null;
            boolean firstTopicsRead = false;
            while (!closed) {
                try {
                    if (ends == null) {
                        ends = consumer.endOffsets(partitions.keySet());
                        consumer.pause(readLater());
                    }
                    follow(consumer.poll(POLL));
                    if (!firstTopicsRead && isApplied(ends, true)) {
                        firstTopicsRead = true;
                        consumer.resume(readLater());
                    }
                    if (firstTopicsRead && !replayed.isDone() && isApplied(ends, false)) {
                        answers.execute(() -> replayed.complete(null));
                    }
                } catch (WakeupException e) {
                    // Closing; the condition above ends it.
                } catch (KafkaException e) {
                    LOG.log(Level.WARNING, "The log cannot be read, trying again: " + e.getMessage());
                    Thread.sleep(RETRY_MILLIS);
                }
                answerWaiters();
            }
        } catch (Throwable e) {
            failure = e;
            LOG.log(Level.ERROR, "The log is not followed any more", e);
        } finally {
            closed = true;
            replayed.completeExceptionally(stopped());
            failWaiters();
        }
    }

    private Collection<TopicPartition> readLater() {
        List<TopicPartition> later = new ArrayList<>();
        partitions.forEach((partition, topic) -> {
            if (!topic.isReplayedFirst()) {
                later.add(partition);
            }
        });
        return later;
    }

    private boolean isApplied(Map<TopicPartition, Long> ends, boolean onlyFirstTopics) {
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            boolean counts = !onlyFirstTopics || partitions.get(end.getKey()).isReplayedFirst();
            if (counts && applied.get(end.getKey()) < end.getValue()) {
                return false;
            }
        }
        return true;
    }

    private void follow(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            LogTopic topic = partitions.get(partition);
            List<ConsumerRecord<byte[], byte[]>> batch = records.records(partition);
            target.inBatch(() -> {
                for (ConsumerRecord<byte[], byte[]> record : batch) {
                    apply(topic, record);
                }
            });
            appliedRecords += batch.size();
        }
        long known = 0;
        for (TopicPartition partition : partitions.keySet()) {
            // The consumer's place is past gaps that compaction and transactions leave; the last record's is not.
            applied.put(partition, consumer.position(partition));
            known += consumer.currentLag(partition).orElse(0);
        }
        lag = known;
    }

    private void apply(LogTopic topic, ConsumerRecord<byte[], byte[]> record) {
        try {
            RecordForm.decode(topic, record.key(), record.value(), target);
        } catch (RuntimeException e) {
            skippedRecords++;
            if (skippedRecords <= NAMED_SKIPS || skippedRecords % 1000 == 0) {
                LOG.log(
                        Level.WARNING,
                        "Skipped the record at " + record.topic() + "-" + record.partition() + " offset "
                                + record.offset() + " (" + skippedRecords + " skipped so far): " + e);
            }
        }
        if (topic.isOfTheWorld()) {
            target.observeTime(record.timestamp());
        }
    }

    private boolean isPassed(Waiter waiter) {
        for (Map.Entry<TopicPartition, Long> offset : waiter.offsets.entrySet()) {
            if (applied.getOrDefault(offset.getKey(), 0L) <= offset.getValue()) {
                return false;
            }
        }
        return true;
    }

    private void answerWaiters() {
        if (waiters.isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        for (Iterator<Waiter> each = waiters.iterator(); each.hasNext(); ) {
            Waiter waiter = each.next();
            if (isPassed(waiter)) {
                each.remove();
                answer(waiter);
            } else if (waiter.deadlineNanos - now < 0) {
                each.remove();
                fail(
                        waiter,
                        new LogUnavailableException(
                                "kafka: the broker has the records, but this node has not applied them in time", null));
            }
        }
    }

    private void answer(Waiter waiter) {
        waiter.done.completeAsync(() -> null, answers);
    }

    private void fail(Waiter waiter, LogUnavailableException reason) {
        answers.execute(() -> waiter.done.completeExceptionally(reason));
    }

    private void failWaiters() {
        for (Waiter waiter = waiters.poll(); waiter != null; waiter = waiters.poll()) {
            fail(waiter, stopped());
        }
    }

    private LogUnavailableException stopped() {
        return new LogUnavailableException("kafka: the log is not followed any more", failure);
    }
}
