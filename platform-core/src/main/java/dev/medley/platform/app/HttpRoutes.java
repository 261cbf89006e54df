package dev.medley.platform.app;

import dev.medley.platform.http.HttpApi;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.Router;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Hangs the interface into Quarkus's router. */
@Singleton
final class HttpRoutes {
    private final PlatformLifecycle lifecycle;
    private final MeterRegistry registry;
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("http-", 0).factory());

    @Inject
    HttpRoutes(PlatformLifecycle lifecycle, MeterRegistry registry) {
        this.lifecycle = lifecycle;
        this.registry = registry;
    }

    void register(@Observes Router router) {
        HttpApi.register(router, lifecycle::served, registry, workers);
    }

    @PreDestroy
    void close() {
        workers.shutdownNow();
    }
}
