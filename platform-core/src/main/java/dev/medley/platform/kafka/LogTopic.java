package dev.medley.platform.kafka;

import dev.medley.platform.event.LogUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics: what each holds, by which key, and for how long. */
enum LogTopic {
    /** Items, by {@code surface/item}. */
    ITEMS("medley.items", Retention.NEWEST_PER_KEY),
    /** Users' profiles, by user. */
    USERS("medley.users", Retention.NEWEST_PER_KEY),
    /** Interactions, by identity; a user's are all in one partition. */
    INTERACTIONS("medley.interactions", Retention.NEWEST_PER_KEY),
    /** Judgments, by item and query; an item's are all in one partition. */
    JUDGMENTS("medley.judgments", Retention.NEWEST_PER_KEY),
    /** What data sets say of themselves, by name. */
    DATASETS("medley.datasets", Retention.NEWEST_PER_KEY),
    /** What nodes have counted of what they showed, and the prices that follow, by node and kind. */
    EXPOSURE("medley.exposure", Retention.NEWEST_PER_KEY),
    /** Answers that were given, by request. Nothing here reads them back. */
    IMPRESSIONS("medley.impressions", Retention.SEVEN_DAYS);

    /** No record is larger, in bytes of its value: the largest item that the codec lets through is far smaller. */
    static final int MAX_RECORD_BYTES = 4 << 20;

    private final String topicName;
    private final Retention retention;

    LogTopic(String topicName, Retention retention) {
        this.topicName = topicName;
        this.retention = retention;
    }

    private enum Retention {
        NEWEST_PER_KEY,
        SEVEN_DAYS
    }

    String topicName() {
        return topicName;
    }

    /** Whether nodes follow its records. */
    boolean isState() {
        return this != IMPRESSIONS;
    }

    /** Whether its records say what time it is: what goes on by itself does not. */
    boolean isOfTheWorld() {
        return isState() && this != EXPOSURE;
    }

    /** Whether it has to be read to its end before interactions are. */
    boolean isReplayedFirst() {
        return this == ITEMS || this == USERS || this == DATASETS;
    }

    static Optional<LogTopic> named(String topicName) {
        for (LogTopic topic : values()) {
            if (topic.topicName.equals(topicName)) {
                return Optional.of(topic);
            }
        }
        return Optional.empty();
    }

    /**
     * Makes the topics that are not there; those that are stay as they are.
     *
     * @param partitions of every new topic; where the order of all records counts, as among data sets' declarations, it is one
     * @throws LogUnavailableException if the broker does not answer within {@code timeoutMillis}
     */
    static void createMissing(Admin admin, String bootstrap, int partitions, long timeoutMillis) {
        try {
            Set<String> existing = admin.listTopics().names().get(timeoutMillis, TimeUnit.MILLISECONDS);
            int brokers = admin.describeCluster()
                    .nodes()
                    .get(timeoutMillis, TimeUnit.MILLISECONDS)
                    .size();
            List<NewTopic> missing = new ArrayList<>();
            for (LogTopic topic : values()) {
                if (!existing.contains(topic.topicName)) {
                    missing.add(topic.described(partitions, (short) Math.min(3, brokers)));
                }
            }
            if (!missing.isEmpty()) {
                admin.createTopics(missing).all().get(timeoutMillis, TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException e) {
            // Another node that started at the same moment was quicker.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw unavailable(bootstrap, e.getCause());
            }
        } catch (TimeoutException e) {
            throw unavailable(bootstrap, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(bootstrap, e);
        }
    }

    private NewTopic described(int partitions, short replicas) {
        NewTopic topic = new NewTopic(topicName, this == DATASETS || this == EXPOSURE ? 1 : partitions, replicas);
        return topic.configs(
                switch (retention) {
                    case NEWEST_PER_KEY ->
                        Map.of(
                                "cleanup.policy", "compact",
                                "retention.ms", "-1",
                                "retention.bytes", "-1",
                                "max.message.bytes", String.valueOf(MAX_RECORD_BYTES),
                                "min.cleanable.dirty.ratio", "0.3",
                                // What was removed is gone from the disk too within about a day.
                                "max.compaction.lag.ms", String.valueOf(TimeUnit.DAYS.toMillis(1)),
                                "min.insync.replicas", replicas >= 3 ? "2" : "1");
                    case SEVEN_DAYS ->
                        Map.of(
                                "cleanup.policy", "delete",
                                "retention.ms", String.valueOf(TimeUnit.DAYS.toMillis(7)),
                                "max.message.bytes", String.valueOf(MAX_RECORD_BYTES));
                });
    }

    private static LogUnavailableException unavailable(String bootstrap, Throwable cause) {
        return new LogUnavailableException(
                "kafka: the broker at " + bootstrap + " does not answer or refuses the topics; allowed: a reachable"
                        + " broker on which topics named medley.* may be made. It said: " + cause,
                cause);
    }
}
