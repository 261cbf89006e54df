package dev.medley.platform.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.platform.dataset.FakeServer.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    private static final String MODELS =
            "{\"active\":\"m-7\",\"training\":{\"state\":\"idle\"},\"figures\":[{\"scenario\":"
                    + "\"video\",\"task\":\"like\",\"examples\":1234,\"auc\":0.71,\"popularityAuc\":0.66,\"logloss\":0.5}]}";

    @TempDir
    Path folder;

    @TempDir
    Path rejectedFolder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer()
                .on("PUT /v1/datasets/test", _ -> Reply.of(200, "{}"))
                .on("POST /v1/items", ImportCommandTest::allTaken)
                .on("POST /v1/users", ImportCommandTest::allTaken)
                .on("POST /v1/interactions", ImportCommandTest::allTaken)
                .on("POST /v1/models/train", _ -> Reply.of(202, "{}"))
                .on("GET /v1/models", _ -> Reply.of(200, MODELS));
        Files.writeString(folder.resolve("dataset.yaml"), "name: test\n");
        Files.writeString(folder.resolve("items.jsonl"), "{\"surface\":\"video\",\"item\":\"1\"}\n");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void importsTrainsAndShowsTheFigures() throws IOException {
        Files.writeString(folder.resolve("users.jsonl"), "{\"user\":\"u\"}\n");
        assertThat(run(folder.toString(), "--url", server.url() + "/")).isEqualTo(ImportCommand.ALL_ACCEPTED);
        assertThat(server.requests())
                .containsExactly(
                        "PUT /v1/datasets/test",
                        "POST /v1/items",
                        "POST /v1/users",
                        "POST /v1/models/train",
                        "GET /v1/models");
        assertThat(text(out)).contains("items.jsonl", "users.jsonl", "m-7", "1,234", "0.7100", "0.6600", "0.5000");
        assertThat(text(err)).isEmpty();
        assertThat(rejectedFolder).isEmptyDirectory();
    }

    @Test
    void listsWhatIsRejectedOnEitherSide() throws IOException {
        Files.writeString(
                folder.resolve("users.jsonl"), "bad\n\n{\"user\":\"u\"}\n{\"user\":\"v\"}\n{\"user\":\"w\"}\n");
        server.on("POST /v1/users", body -> {
            int line = body.lines().toList().indexOf("{\"user\":\"v\"}") + 1;
            return line == 0
                    ? allTaken(body)
                    : Reply.of(
                            207,
                            "{\"accepted\":" + (body.lines().count() - 1) + ",\"rejected\":1,\"errors\":[{\"line\":"
                                    + line + ",\"field\":\"user\",\"value\":\"v\",\"allowed\":\"u\"}]}");
        });
        assertThat(run(folder.toString(), "--url=" + server.url())).isEqualTo(ImportCommand.SOME_REJECTED);
        assertThat(text(err)).contains("line 1: document: bad").contains("line 4: user: v is not allowed; allowed: u");
        assertThat(Files.readAllLines(rejectedFolder.resolve(ImportProgress.REJECTED_FILE)))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line)
                        .contains("\"file\":\"users.jsonl\"", "\"line\":4", "\"field\":\"user\"", "\"allowed\":\"u\""));
        assertThat(text(out)).containsPattern("users.jsonl +2 +2 ");
    }

    @Test
    void bringsOutEveryErrorOfABulkWhenTheServerListsFew() throws IOException {
        Files.writeString(folder.resolve("users.jsonl"), "{\"user\":\"u\"}\n".repeat(8));
        server.on(
                "POST /v1/users",
                body -> Reply.of(
                        207,
                        "{\"accepted\":0,\"rejected\":" + body.lines().count()
                                + ",\"errors\":[{\"line\":1,\"field\":\"user\",\"value\":\"u\",\"allowed\":\"v\"}]}"));
        assertThat(run(folder.toString(), "--url", server.url())).isEqualTo(ImportCommand.SOME_REJECTED);
        assertThat(Files.readAllLines(rejectedFolder.resolve(ImportProgress.REJECTED_FILE)))
                .hasSize(8);
    }

    @Test
    void halvesABulkThatIsTooLarge() throws IOException {
        Files.writeString(folder.resolve("users.jsonl"), "{\"user\":\"u\"}\n".repeat(100));
        server.on("POST /v1/users", body -> body.lines().count() > 30 ? Reply.of(413, "") : allTaken(body));
        assertThat(run(folder.toString(), "--url", server.url())).isEqualTo(ImportCommand.ALL_ACCEPTED);
        assertThat(text(out)).containsPattern("users.jsonl +100 +0 ");
    }

    @Test
    void waitsWhileTheServerIsBusy() throws IOException {
        Iterator<Integer> statuses = List.of(429, 503, 200).iterator();
        server.on(
                "POST /v1/items",
                _ -> new Reply(
                        statuses.next(), "{\"accepted\":1,\"rejected\":0,\"errors\":[]}", Map.of("Retry-After", "0")));
        assertThat(run(folder.toString(), "--url", server.url())).isEqualTo(ImportCommand.ALL_ACCEPTED);
        assertThat(statuses).isExhausted();
    }

    @Test
    void trainsAfterATrainingThatIsUnderWay() throws IOException {
        Iterator<Integer> starts = List.of(409, 202).iterator();
        Iterator<String> states = List.of("running", "idle", "running", "idle").iterator();
        server.on("POST /v1/models/train", _ -> Reply.of(starts.next(), "{}"));
        server.on("GET /v1/models", _ -> Reply.of(200, MODELS.replace("idle", states.next())));
        assertThat(run(folder.toString(), "--url", server.url())).isEqualTo(ImportCommand.ALL_ACCEPTED);
        assertThat(starts).isExhausted();
        assertThat(states).isExhausted();
    }

    @Test
    void saysWhyTrainingFailed() {
        server.on(
                "GET /v1/models",
                _ -> Reply.of(200, "{\"training\":{\"state\":\"failed\",\"reason\":\"no examples\"}}"));
        assertThat(run(folder.toString(), "--url", server.url())).isEqualTo(ImportCommand.FAILED);
        assertThat(text(err)).contains("the data is imported, but training failed: no examples");
    }

    @Test
    void saysWhatToDoWithoutAServer() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String url = "http://localhost:" + port;
        assertThat(run(folder.toString(), "--url", url)).isEqualTo(ImportCommand.FAILED);
        assertThat(text(err)).isEqualTo("import: no server at " + url + "; start one with ./medley up\n");
    }

    @Test
    void endsWhenTheServerFails() {
        server.on("POST /v1/items", _ -> Reply.of(500, "not even JSON"));
        assertThat(run(folder.toString(), "--url", server.url())).isEqualTo(ImportCommand.FAILED);
        assertThat(text(err)).contains("items from line 1 on: status 500");
        assertThat(server.requests()).doesNotContain("POST /v1/models/train");
    }

    @Test
    void refusesWrongUseInOneSentence() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path bad = Files.createDirectory(folder.resolve("bad"));
        Files.writeString(bad.resolve("dataset.yaml"), "nam: x\n");
        assertUsage("no folder given");
        assertUsage("needs a value", folder.toString(), "--url");
        assertUsage("unknown option '--uri'", "--uri", "x");
        assertUsage("not an address", folder.toString(), "--url", "localhost:8080");
        assertUsage("not an address", folder.toString(), "--url", "http://a b");
        assertUsage("is not a folder", "no-such-folder");
        assertUsage("has no dataset.yaml", empty.toString());
        assertUsage("did you mean 'name'?", bad.toString());
        assertThat(server.requests()).isEmpty();
    }

    private void assertUsage(String saying, String... args) {
        err.reset();
        assertThat(run(args)).isEqualTo(ImportCommand.FAILED);
        assertThat(text(err)).startsWith("import: ").contains(saying);
    }

    private int run(String... args) {
        return ImportCommand.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                rejectedFolder);
    }

    private static Reply allTaken(String body) {
        return Reply.of(200, "{\"accepted\":" + body.lines().count() + ",\"rejected\":0,\"errors\":[]}");
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
