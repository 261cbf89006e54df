package dev.medley.platform.http;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The interface on a free port, with fakes behind it. */
final class HttpFixture implements AutoCloseable {
    final FakePlatform platform = new FakePlatform();
    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    HttpFixture(Path folder) {
        Router router = Router.router(vertx);
        ServedPlatform served = platform.served(folder);
        HttpApi.register(router, () -> Optional.of(served), new SimpleMeterRegistry(), workers);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    int port() {
        return server.actualPort();
    }

    HttpAnswers.Answer send(String method, String path, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        return HttpAnswers.send(client, "http://127.0.0.1:" + port(), method, path, headers, body);
    }

    @Override
    public void close() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        workers.shutdownNow();
    }
}
