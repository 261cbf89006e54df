package dev.medley.platform.store;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the log is and how it is used.
 *
 * @param homeDirectory this node's own; the embedded broker's data is in its {@code log}
 * @param externalBootstrap the user's brokers, {@code host:port} separated by commas; absent for the embedded one
 * @param clientProperties what the user's brokers need beside that, such as {@code security.protocol}
 * @param brokerPort the embedded broker's, 1 to 65535; 0 for a free one
 * @param flushEachWrite whether the embedded broker forces each write to the disk before it acknowledges it
 * @param partitions of the topics that are made, 1 to 64; topics that are there stay as they are
 * @param timeoutMillis how long a broker that does not answer is waited for, 100 to 120,000
 * @param maxCountedItems at most so many items have counters, 1,000 or more
 */
public record LogStoreSettings(
        Path homeDirectory,
        Optional<String> externalBootstrap,
        Map<String, String> clientProperties,
        int brokerPort,
        boolean flushEachWrite,
        int partitions,
        int timeoutMillis,
        int maxCountedItems) {
    private static final int OTHERS_TIMEOUT_MILLIS = 10_000;
    /** A broker in this process that is slow to answer is not gone: the machine is busy, and what is late is taken. */
    private static final int EMBEDDED_TIMEOUT_MILLIS = 30_000;

    /** @throws IllegalArgumentException naming the setting that is out of its range */
    public LogStoreSettings {
        Objects.requireNonNull(homeDirectory, "homeDirectory");
        Objects.requireNonNull(externalBootstrap, "externalBootstrap");
        clientProperties = Map.copyOf(clientProperties);
        requireRange("brokerPort", brokerPort, 0, 65_535);
        requireRange("partitions", partitions, 1, 64);
        requireRange("timeoutMillis", timeoutMillis, 100, 120_000);
        requireRange("maxCountedItems", maxCountedItems, 1_000, Integer.MAX_VALUE);
    }

    /** The embedded broker in that directory, with 4 partitions, 30 seconds and 1,000,000 counted items. */
    public static LogStoreSettings embedded(Path homeDirectory) {
        return new LogStoreSettings(
                homeDirectory, Optional.empty(), Map.of(), 0, false, 4, EMBEDDED_TIMEOUT_MILLIS, 1_000_000);
    }

    /** The same on the user's brokers, which are waited for 10 seconds: they may be gone. */
    public LogStoreSettings onBrokers(String bootstrap, Map<String, String> properties) {
        return new LogStoreSettings(
                homeDirectory,
                Optional.of(bootstrap),
                properties,
                brokerPort,
                flushEachWrite,
                partitions,
                OTHERS_TIMEOUT_MILLIS,
                maxCountedItems);
    }

    private static void requireRange(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + ": " + value + " is not allowed; " + min + " to " + max + " is");
        }
    }
}
