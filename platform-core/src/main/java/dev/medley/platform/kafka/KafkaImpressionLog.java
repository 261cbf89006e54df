package dev.medley.platform.kafka;

import dev.medley.platform.event.ImpressionLog;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Impressions in their topic. At most {@value #MAX_RECORDS} records and {@value #MAX_BYTES} bytes wait in memory; what
 * comes beyond that is dropped and counted.
 */
public final class KafkaImpressionLog implements ImpressionLog, AutoCloseable {
    private static final int MAX_RECORDS = 10_000;
    private static final long MAX_BYTES = 32L << 20;

    private final BlockingQueue<Impression> queue = new ArrayBlockingQueue<>(MAX_RECORDS);
    private final AtomicLong queuedBytes = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Producer<byte[], byte[]> producer;
    private final Thread thread;
    private volatile boolean closed;

    private record Impression(byte[] key, byte[] json) {
        long bytes() {
            return (long) key.length + json.length;
        }
    }

    /** Starts a thread that writes what is offered. */
    public KafkaImpressionLog(LogClients clients) {
        this.producer = clients.impressionProducer();
        this.thread =
                Thread.ofPlatform().name("medley-impressions").daemon(true).start(this::run);
    }

    @Override
    public boolean offer(byte[] key, byte[] json) {
        Impression impression = new Impression(key, json);
        if (!closed) {
            if (queuedBytes.addAndGet(impression.bytes()) <= MAX_BYTES && queue.offer(impression)) {
                return true;
            }
            queuedBytes.addAndGet(-impression.bytes());
        }
        dropped.incrementAndGet();
        return false;
    }

    @Override
    public long dropped() {
        return dropped.get();
    }

    /** Writes what waits, for a second at most. Closing twice does nothing. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(1));
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofSeconds(1));
    }

    private void run() {
        try {
            while (!closed || !queue.isEmpty()) {
                Impression impression = queue.poll(100, TimeUnit.MILLISECONDS);
                if (impression != null) {
                    queuedBytes.addAndGet(-impression.bytes());
                    send(impression);
                }
            }
        } catch (InterruptedException e) {
            dropped.addAndGet(queue.size());
        }
    }

    private void send(Impression impression) {
        try {
            producer.send(
                    new ProducerRecord<>(LogTopic.IMPRESSIONS.topicName(), impression.key, impression.json),
                    (metadata, failure) -> {
                        if (failure != null) {
                            dropped.incrementAndGet();
                        }
                    });
        } catch (KafkaException | IllegalStateException e) {
            dropped.incrementAndGet();
        }
    }
}
