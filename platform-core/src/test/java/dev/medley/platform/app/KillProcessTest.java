package dev.medley.platform.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.medley.platform.http.HttpAnswers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application is killed while it takes in as much as it can; whatever it acknowledged is there afterwards. */
class KillProcessTest {
    private static final int KILLS = 10;
    private static final int LIVES_AT_MOST_MILLIS = 1_500;
    private static final int LINES = 100;
    private static final int READERS = 8;
    private static final Map<String, String> NDJSON = Map.of("Content-Type", "application/x-ndjson");

    /** Long, so that full speed is many bytes rather than many lines: each line is looked for one by one. */
    private static final String TEXT = "something to read ".repeat(100);

    private static final List<Kind> WRITERS = List.of(Kind.INTERACTIONS, Kind.INTERACTIONS, Kind.ITEMS, Kind.USERS);

    /** What is written, in bulks that can be told from each other by their name. */
    private enum Kind {
        INTERACTIONS("/v1/interactions") {
            @Override
            String line(String bulk, int number) {
                return "{\"user\":\"" + bulk + "\",\"surface\":\"video\",\"item\":\"" + bulk + "-" + number
                        + "\",\"type\":\"watch\",\"order\":" + number + "}";
            }

            @Override
            int found(PackagedPlatform platform, String bulk) throws Exception {
                Set<String> items = new HashSet<>();
                for (JsonNode interaction : platform.get("/v1/users/" + bulk + "/interactions?limit=10000")
                        .json()
                        .path("interactions")) {
                    items.add(interaction.path("item").asText());
                }
                int found = 0;
                for (int number = 0; number < LINES; number++) {
                    found += items.contains(bulk + "-" + number) ? 1 : 0;
                }
                return found;
            }
        },
        ITEMS("/v1/items") {
            @Override
            String line(String bulk, int number) {
                return "{\"surface\":\"video\",\"item\":\"" + bulk + "-" + number + "\",\"title\":\"" + bulk
                        + "\",\"text\":\"" + TEXT + "\"}";
            }

            @Override
            int found(PackagedPlatform platform, String bulk) throws Exception {
                int found = 0;
                for (int number = 0; number < LINES; number++) {
                    HttpAnswers.Answer item = platform.get("/v1/items/video/" + bulk + "-" + number);
                    found += item.status() == 200
                                    && item.json().path("title").asText().equals(bulk)
                            ? 1
                            : 0;
                }
                return found;
            }
        },
        USERS("/v1/users") {
            @Override
            String line(String bulk, int number) {
                return "{\"user\":\"" + bulk + "-" + number + "\",\"age\":30,\"attributes\":{\"about\":\"" + TEXT
                        + "\"}}";
            }

            @Override
            int found(PackagedPlatform platform, String bulk) throws Exception {
                int found = 0;
                for (int number = 0; number < LINES; number++) {
                    found += platform.get("/v1/users/" + bulk + "-" + number).status() == 200 ? 1 : 0;
                }
                return found;
            }
        };

        private final String path;

        Kind(String path) {
            this.path = path;
        }

        abstract String line(String bulk, int number);

        /** How many lines of a bulk can be read. */
        abstract int found(PackagedPlatform platform, String bulk) throws Exception;
    }

    private record Bulk(Kind kind, String name) {}

    @Test
    void whatWasAcknowledgedIsThereAfterEachKill(@TempDir Path home) throws Exception {
        long seed = System.nanoTime();
        System.out.println("kills with seed " + seed);
        Random random = new Random(seed);
        List<Bulk> before = List.of();
        long interactions = 0;
        long items = 0;
        for (int round = 0; round <= KILLS; round++) {
            long start = System.nanoTime();
            try (PackagedPlatform platform = PackagedPlatform.start(home, "--empty")) {
                platform.awaitReady();
                long ready = System.nanoTime();
                assertThat(missing(platform, before)).isEmpty();
                JsonNode counts = platform.get("/v1/counts").json();
                assertThat(counts.path("interactions").path("video").asLong()).isGreaterThanOrEqualTo(interactions);
                assertThat(counts.path("items").path("video").asLong()).isGreaterThanOrEqualTo(items);
                long checked = System.nanoTime();
                if (round < KILLS) {
                    before = writeUntilKilled(platform, round, random.nextInt(LIVES_AT_MOST_MILLIS));
                    interactions += LINES * count(before, Kind.INTERACTIONS);
                    items += LINES * count(before, Kind.ITEMS);
                }
                System.out.printf(
                        "round %d: ready after %d ms, checked after %d ms, then acknowledged %d lines in %d ms%n",
                        round,
                        TimeUnit.NANOSECONDS.toMillis(ready - start),
                        TimeUnit.NANOSECONDS.toMillis(checked - ready),
                        LINES * before.size(),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - checked));
            }
        }
        assertThat(interactions).isPositive();
        assertThat(items).isPositive();
    }

    private static long count(List<Bulk> bulks, Kind kind) {
        return bulks.stream().filter(bulk -> bulk.kind() == kind).count();
    }

    /**
     * Several writers, each with its next bulk as soon as the last is answered; all end with the process.
     *
     * @param millis how long it lives after the first acknowledgement
     * @return what was acknowledged
     */
    private static List<Bulk> writeUntilKilled(PackagedPlatform platform, int round, int millis) throws Exception {
        Queue<Bulk> acknowledged = new ConcurrentLinkedQueue<>();
        CountDownLatch first = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS.size())) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS.size(); i++) {
                Kind kind = WRITERS.get(i);
                String name = "round" + round + "-writer" + i + "-bulk";
                writers.add(threads.submit(() -> {
                    for (int number = 0; write(platform, kind, name + number); number++) {
                        acknowledged.add(new Bulk(kind, name + number));
                        first.countDown();
                    }
                    return null;
                }));
            }
            assertThat(first.await(60, TimeUnit.SECONDS))
                    .as("a first acknowledgement")
                    .isTrue();
            Thread.sleep(millis);
            platform.kill();
            for (Future<?> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
        }
        return List.copyOf(acknowledged);
    }

    /** Whether the whole bulk was acknowledged; not, if the process is gone. */
    private static boolean write(PackagedPlatform platform, Kind kind, String bulk) throws InterruptedException {
        StringBuilder lines = new StringBuilder();
        for (int number = 0; number < LINES; number++) {
            lines.append(kind.line(bulk, number)).append('\n');
        }
        try {
            HttpAnswers.Answer answer = platform.send("POST", kind.path, NDJSON, lines.toString());
            assertThat(answer.text()).isEqualTo("{\"accepted\":" + LINES + ",\"rejected\":0,\"errors\":[]}");
            return true;
        } catch (IOException killed) {
            return false;
        }
    }

    /** Bulks that are not there as a whole. */
    private static List<Bulk> missing(PackagedPlatform platform, List<Bulk> acknowledged) throws Exception {
        List<Bulk> missing = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
            List<Future<Integer>> found = new ArrayList<>();
            for (Bulk bulk : acknowledged) {
                found.add(threads.submit(() -> bulk.kind().found(platform, bulk.name())));
            }
            for (int i = 0; i < found.size(); i++) {
                if (found.get(i).get() < LINES) {
                    missing.add(acknowledged.get(i));
                }
            }
        }
        return missing;
    }
}
