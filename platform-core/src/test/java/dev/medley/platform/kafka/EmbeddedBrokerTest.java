package dev.medley.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.platform.event.LogRecord;
import dev.medley.platform.event.LogRecord.ItemWritten;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.UserId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final Duration STALL = Duration.ofSeconds(5);

    @Test
    void writesSucceedWhileTheHeartbeatStalls(@TempDir Path home) throws InterruptedException {
        Items items = new Items();
        try (EmbeddedBroker broker = EmbeddedBroker.start(home, 0, false)) {
            LogClients clients = new LogClients(broker.bootstrap(), TIMEOUT_MILLIS, Map.of());
            try (LogAdmin admin = new LogAdmin(clients)) {
                admin.createTopics(2);
            }
            try (LogFollower follower = new LogFollower(clients, items);
                    KafkaLog log = new KafkaLog(clients, follower)) {
                CountDownLatch stalled = new CountDownLatch(1);
                CountDownLatch over = new CountDownLatch(1);
                broker.broker.lifecycleManager().eventQueue().append(() -> {
                    stalled.countDown();
                    Thread.sleep(STALL);
                    over.countDown();
                });
                stalled.await();
                int written = 0;
                while (over.getCount() > 0) {
                    log.write(List.of(new ItemWritten(Item.of(ItemId.of("video", "" + written), ""))))
                            .join();
                    written++;
                    Thread.sleep(20);
                }
                assertThat(written).isPositive();
                assertThat(items.seen).hasSize(written);
            }
        }
    }

    @Test
    void aPortThatIsTakenIsSaidAndTheDirectoryStaysUsable(@TempDir Path home) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> EmbeddedBroker.start(home, taken.getLocalPort(), false))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(home.toString())
                    .hasMessageContaining("" + taken.getLocalPort());
        }
        EmbeddedBroker broker = EmbeddedBroker.start(home, 0, false);
        broker.close();
        broker.close();
    }

    /** Remembers which items were written. */
    private static final class Items implements LogTarget {
        private final Set<ItemId> seen = ConcurrentHashMap.newKeySet();

        @Override
        public void inBatch(Runnable calls) {
            calls.run();
        }

        @Override
        public void apply(LogRecord logRecord) {
            if (logRecord instanceof ItemWritten(var item)) {
                seen.add(item.id());
            }
        }

        @Override
        public void removeProfile(UserId user) {}

        @Override
        public void removeInteraction(Interaction identity) {}

        @Override
        public void observeTime(long epochMillis) {}
    }
}
