package dev.medley.platform.kafka;

import dev.medley.platform.event.LogUnavailableException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;

/** Makes the topics and asks the broker how it is. Any thread. */
public final class LogAdmin implements AutoCloseable {
    private final LogClients clients;
    private final Admin admin;

    /** @throws LogUnavailableException if the address is not one */
    public LogAdmin(LogClients clients) {
        this.clients = clients;
        try {
            this.admin = clients.admin();
        } catch (KafkaException e) {
            throw new LogUnavailableException(
                    "kafka: '" + clients.bootstrap() + "' is no broker's address; allowed: host:port, several separated"
                            + " by commas",
                    e);
        }
    }

    /**
     * Makes the topics that are not there.
     *
     * @param partitions of each new topic, 1 or more
     * @throws LogUnavailableException if the broker does not answer in time or refuses
     */
    public void createTopics(int partitions) {
        LogTopic.createMissing(admin, clients.bootstrap(), partitions, clients.timeoutMillis());
    }

    /** Whether the broker answers within {@code timeoutMillis}. */
    public boolean isReachable(int timeoutMillis) {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(timeoutMillis))
                    .clusterId()
                    .get(timeoutMillis, TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            return false;
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
