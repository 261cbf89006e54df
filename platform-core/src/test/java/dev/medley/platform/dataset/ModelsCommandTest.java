package dev.medley.platform.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.platform.dataset.FakeServer.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelsCommandTest {
    private static final String MODELS = """
            "active":"m-2","previous":"m-1","canary":{"revision":"m-3","share":0.05,"salt":"m-3"},
            "shadow":{"revision":"m-3","against":"m-2","batches":1200,"dropped":3,"failed":0,"differences":[
              {"scenario":"video","task":"click","count":60000,"meanAbsolute":0.0123,"mean":-0.004,"max":0.5,
               "rankCorrelation":0.9312,"topKept":null}]},
            "history":["m-1"],"training":{"state":"idle"},"figures":[],"notes":[],"refusals":["model m-0: is damaged"],
            "published":[
              {"revision":"m-3","kind":"core","trainedAt":"2026-01-03T00:00:00.123Z","bytes":1234567,"tasks":
               {"live":["click"],"video":["click","like"]},"figures":[{"auc":0.7},{"auc":0.8},{"auc":null}]},
              {"revision":"m-2","kind":"lr","trainedAt":"2026-01-02T00:00:00Z","bytes":10,"tasks":{},"figures":[]},
              {"revision":"m-1"}]}""";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> bodies = new ArrayList<>();
    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer().on("GET /v1/models", _ -> Reply.of(200, "{" + MODELS));
        for (String action : List.of("activate", "shadow", "canary")) {
            server.on("POST /v1/models/" + action, body -> {
                bodies.add(body);
                return Reply.of(200, "{" + MODELS);
            });
        }
        server.on("POST /v1/models/publish", body -> {
            bodies.add(body);
            return Reply.of(200, "{\"revision\":\"m-9\"," + MODELS);
        });
        server.on("POST /v1/models/rollback", body -> {
            bodies.add(body);
            return Reply.of(200, "{\"from\":\"m-3\",\"to\":\"m-2\"," + MODELS);
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void listsWhatThereIsAndWhatItDoes() {
        assertThat(run("list")).isEqualTo(ModelsCommand.DONE);
        assertThat(text(out).lines())
                .anySatisfy(line -> assertThat(line)
                        .matches("m-3 +canary 5 %, shadow +core +2026-01-03T00:00:00Z +1,234,567 +0\\.7500 +"
                                + "live click, video click\\+like"))
                .anySatisfy(line -> assertThat(line).matches("m-2 +active +lr +2026-01-02T00:00:00Z +10 +- *"))
                .anySatisfy(line -> assertThat(line).matches("m-1 +previous +unreadable +- .*"))
                .anySatisfy(line ->
                        assertThat(line).isEqualTo("shadow m-3 against m-2: 1,200 batches, 3 dropped, 0 failed"))
                .anySatisfy(line ->
                        assertThat(line).matches("  video +click +60,000 +0\\.0123 +-0\\.0040 +0\\.5000 +0\\.9312 +-"))
                .contains("refused: model m-0: is damaged");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void sendsWhatWasAskedFor() {
        assertThat(run("publish", "some/folder")).isEqualTo(ModelsCommand.DONE);
        assertThat(run("activate", "m-2")).isEqualTo(ModelsCommand.DONE);
        assertThat(run("shadow", "m-3")).isEqualTo(ModelsCommand.DONE);
        assertThat(run("shadow", "none")).isEqualTo(ModelsCommand.DONE);
        assertThat(run("canary", "m-3", "0.05")).isEqualTo(ModelsCommand.DONE);
        assertThat(run("canary", "none")).isEqualTo(ModelsCommand.DONE);
        assertThat(run("rollback")).isEqualTo(ModelsCommand.DONE);
        String path = Path.of("some/folder").toAbsolutePath().toString().replace("\\", "\\\\");
        assertThat(bodies)
                .containsExactly(
                        "{\"path\":\"" + path + "\"}",
                        "{\"revision\":\"m-2\"}",
                        "{\"revision\":\"m-3\"}",
                        "{\"revision\":null}",
                        "{\"revision\":\"m-3\",\"share\":0.05}",
                        "{\"revision\":null}",
                        "");
        assertThat(text(out)).contains("published m-9", "rolled back from m-3 to m-2");
    }

    @Test
    void saysEveryReasonOfARefusal() {
        server.on(
                "POST /v1/models/activate",
                _ -> Reply.of(
                        422,
                        "{\"title\":\"The model is refused\",\"detail\":\"d\",\"problems\":[{\"field\":\"a.bin\",\"value\":"
                                + "\"3 bytes\",\"allowed\":\"4 bytes\"},{\"field\":\"b.txt\",\"value\":null,\"allowed\":"
                                + "\"required: a file\"}]}"));
        assertThat(run("activate", "m-2")).isEqualTo(ModelsCommand.REFUSED);
        assertThat(text(err))
                .isEqualTo(
                        "models: The model is refused (status 422):\n  a.bin: 3 bytes is not allowed; allowed: 4 bytes\n"
                                + "  b.txt: required: a file\n");
        server.on("POST /v1/models/activate", _ -> Reply.of(404, "{\"detail\":\"there is no m-2\"}"));
        assertThat(run("activate", "m-2")).isEqualTo(ModelsCommand.REFUSED);
        assertThat(text(err)).endsWith("models: there is no m-2 (status 404)\n");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void failsWithoutAServerOrWithOneThatFails() throws IOException {
        server.on("POST /v1/models/rollback", _ -> Reply.of(500, "no JSON"));
        assertThat(run("rollback")).isEqualTo(ModelsCommand.FAILED);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        err.reset();
        assertThat(ModelsCommand.run(
                        new String[] {"list", "--url", "http://localhost:" + port}, print(out), print(err)))
                .isEqualTo(ModelsCommand.FAILED);
        assertThat(text(err))
                .isEqualTo("models: no server at http://localhost:" + port + "; start one with ./medley up\n");
    }

    @Test
    void refusesWrongUseInOneSentence() {
        assertUsage("no action given");
        assertUsage("unknown action 'start'", "start");
        assertUsage("'activate' is not an action", "activate");
        assertUsage("'publish a b' is not an action", "publish", "a", "b");
        assertUsage("'canary m-1' is not an action", "canary", "m-1");
        assertUsage("share '5 %' is not allowed", "canary", "m-1", "5 %");
        assertUsage("share 'NaN' is not allowed", "canary", "m-1", "NaN");
        assertUsage("unknown option '--force'", "rollback", "--force");
        assertThat(server.requests()).isEmpty();
    }

    private void assertUsage(String saying, String... args) {
        err.reset();
        assertThat(run(args)).isEqualTo(ModelsCommand.FAILED);
        assertThat(text(err)).startsWith("models: ").contains(saying);
    }

    private int run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--url=" + server.url());
        return ModelsCommand.run(all.toArray(String[]::new), print(out), print(err));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
