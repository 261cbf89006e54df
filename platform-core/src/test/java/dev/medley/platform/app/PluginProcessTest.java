package dev.medley.platform.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.medley.platform.plugin.TestPlugin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that are dropped into the packaged application while it serves. */
class PluginProcessTest {
    private static final String FINDS_NOTHING =
            "public List<Candidate> fetch(RankRequest request) { return List.of(); }";
    private static final String FINDS_THE_BOOK = """
            public List<Candidate> fetch(RankRequest request) {
                return List.of(Candidate.of(new ItemId(new SurfaceId("shelf"), "book"), 1));
            }
            """;
    private static final String CREATES = "return new TestScenario(config.get(BOOST));";

    /** About 5 on a machine with nothing else to do: the watch looks every 2 s, and twice. */
    private static final int SERVES_WITHIN_SECONDS = 60;

    @Test
    void aGoodPluginServesAndABrokenOneIsRejectedWhileAllElseGoesOn(@TempDir Path home) throws Exception {
        Path plugins = Files.createDirectories(home.resolve("plugins"));
        try (PackagedPlatform platform = PackagedPlatform.start(home, "--empty");
                ExecutorService visitors = Executors.newSingleThreadExecutor()) {
            assertThat(platform.post("/v1/items", "{\"surface\":\"shelf\",\"item\":\"book\",\"title\":\"A book\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(platform.post("/v1/items", "{\"surface\":\"video\",\"item\":\"film\",\"title\":\"A film\"}")
                            .status())
                    .isEqualTo(200);
            AtomicBoolean done = new AtomicBoolean();
            Future<Integer> served = visitors.submit(() -> visitUntil(done, platform));

            long dropped = System.nanoTime();
            TestPlugin.of("shelf").replacing(FINDS_NOTHING, FINDS_THE_BOOK).writeInto(plugins);
            TestPlugin.of("unlucky")
                    .replacing(CREATES, "throw new IllegalStateException(\"no luck today\");")
                    .writeInto(plugins);
            Files.writeString(Files.createDirectories(plugins.resolve("hollow")).resolve("plugin.jar"), "no jar");

            while (platform.post("/v1/rank/shelf", "{}").status() != 200) {
                assertThat(secondsSince(dropped)).isLessThan(SERVES_WITHIN_SECONDS);
                Thread.sleep(100);
            }
            System.out.println("the plugin serves " + secondsSince(dropped) + " s after it was dropped");
            JsonNode slate = platform.rank("/v1/rank/shelf", "{}");
            assertThat(slate.path("items").path(0).path("item").asText()).isEqualTo("book");
            while (!state(platform, "unlucky").equals("REJECTED")
                    || !state(platform, "hollow").equals("REJECTED")) {
                assertThat(secondsSince(dropped)).isLessThan(SERVES_WITHIN_SECONDS);
                Thread.sleep(100);
            }
            assertThat(plugin(platform, "unlucky").path("reasons").toString()).contains("no luck today");
            assertThat(plugin(platform, "hollow").path("reasons").toString()).contains("plugin.jar");
            for (String good : new String[] {"live", "video", "search", "commodity", "shelf"}) {
                assertThat(state(platform, good)).as(good).isEqualTo("ACTIVE");
                assertThat(plugin(platform, good).path("reasons")).as(good).isEmpty();
            }
            done.set(true);
            assertThat(served.get(60, TimeUnit.SECONDS)).isPositive();
        }
    }

    private static int visitUntil(AtomicBoolean done, PackagedPlatform platform) throws Exception {
        int visits = 0;
        while (!done.get()) {
            JsonNode slate = platform.rank("/v1/rank/video", "{\"deadlineMs\":10000}");
            assertThat(slate.path("items").path(0).path("item").asText()).isEqualTo("film");
            visits++;
        }
        return visits;
    }

    private static long secondsSince(long nanoTime) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanoTime);
    }

    private static String state(PackagedPlatform platform, String id) throws Exception {
        return plugin(platform, id).path("state").asText();
    }

    private static JsonNode plugin(PackagedPlatform platform, String id) throws Exception {
        for (JsonNode plugin : platform.get("/v1/plugins").json().path("plugins")) {
            if (plugin.path("plugin").asText().equals(id)) {
                return plugin;
            }
        }
        return MissingNode.getInstance();
    }
}
