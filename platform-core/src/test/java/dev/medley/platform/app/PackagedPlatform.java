package dev.medley.platform.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.medley.platform.http.HttpAnswers;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged application in a process of its own, started as the launcher starts it, with the four plugins. */
final class PackagedPlatform implements AutoCloseable {
    /** What the last line of a start says: where to look, and what to try. */
    record Ready(int port, String curl) {}

    private static final Pattern READY =
            Pattern.compile("Medley is ready\\. Browse http://localhost:(\\d+)/ or try: (curl .*)");
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final long READY_WITHIN_SECONDS = 180;

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Ready> ready = new CompletableFuture<>();
    private final Thread reader;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private PackagedPlatform(Process process) {
        this.process = process;
        reader = Thread.ofPlatform().daemon().name("output-of-" + process.pid()).start(this::readOutput);
    }

    /** Starts {@code up} on that home, on a free port unless an option names one. Does not wait. */
    static PackagedPlatform start(Path home, String... options) throws IOException {
        Path application = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
        List<Path> plugins = PlatformHome.plugins();
        assertThat(application)
                .as("packaged: this test runs after it, at integration-test")
                .exists();
        assertThat(plugins).as("the four scenario modules, packaged").hasSize(4);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx1g",
                "-Dmedley.plugins="
                        + String.join(
                                File.pathSeparator,
                                plugins.stream().map(Path::toString).toList()),
                "-jar",
                application.toString(),
                "up",
                "--home",
                home.toString()));
        if (!List.of(options).contains("--port")) {
            command.addAll(List.of("--port", "0"));
        }
        command.addAll(List.of(options));
        return new PackagedPlatform(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                Matcher matcher = READY.matcher(line);
                if (matcher.matches()) {
                    ready.complete(new Ready(Integer.parseInt(matcher.group(1)), matcher.group(2)));
                }
            }
        } catch (IOException killed) {
            // The pipe ends with the process.
        }
        ready.completeExceptionally(new IllegalStateException("ended before it was ready"));
    }

    /** Waits for the line that says so. */
    Ready awaitReady() throws InterruptedException {
        try {
            return ready.get(READY_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new AssertionError("not ready; it said:\n" + String.join("\n", output), failed);
        }
    }

    /** What it has printed. */
    List<String> output() {
        return List.copyOf(output);
    }

    long pid() {
        return process.pid();
    }

    HttpAnswers.Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, Map.of(), "");
    }

    HttpAnswers.Answer post(String path, String json) throws IOException, InterruptedException {
        return send("POST", path, JSON, json);
    }

    /** The slate; fails unless it is one. */
    JsonNode rank(String path, String json) throws IOException, InterruptedException {
        HttpAnswers.Answer answer = post(path, json);
        assertThat(answer.status()).as(path + " " + json + ": " + answer.text()).isEqualTo(200);
        return answer.json();
    }

    HttpAnswers.Answer send(String method, String path, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        String base = "http://127.0.0.1:" + awaitReady().port();
        return HttpAnswers.send(client, base, method, path, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** SIGTERM; does not wait. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL; returns when the process is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        reader.join();
    }

    /** The exit code, once it has ended and all its output has been read. */
    int awaitExit(long seconds) throws InterruptedException {
        assertThat(process.waitFor(seconds, TimeUnit.SECONDS))
                .as("ends within " + seconds + " s; it said:\n" + String.join("\n", output))
                .isTrue();
        reader.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first line of a file. */
    static String firstLine(Path file) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            return lines.readLine();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
