package dev.medley.platform.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.Router;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;

/** The interface under {@code /v1}: one class for each family of paths, one place where errors are written. */
public final class HttpApi {
    private HttpApi() {}

    /**
     * Adds every path. Until the platform is there they answer 503.
     *
     * @param platform the parts, as soon as they run
     * @param workers a virtual thread for each request
     */
    public static void register(
            Router router,
            Supplier<Optional<ServedPlatform>> platform,
            MeterRegistry registry,
            ExecutorService workers) {
        Endpoints endpoints = new Endpoints(router, workers);
        Parts parts = new Parts(platform);
        new RankEndpoints(
                        parts.part(ServedPlatform::ranker),
                        parts.part(ServedPlatform::scenarios),
                        new RequestMetrics(registry))
                .register(endpoints);
        new WriteEndpoints(parts.part(ServedPlatform::ingest)).register(endpoints);
        new ReadEndpoints(parts.part(ServedPlatform::world)).register(endpoints);
        new ExplainEndpoint(parts.part(ServedPlatform::traces)).register(endpoints);
        new ScenarioEndpoints(parts.part(ServedPlatform::plugins)).register(endpoints);
        new ConfigEndpoints(parts.part(ServedPlatform::plugins), parts.part(ServedPlatform::page)).register(endpoints);
        new ModelEndpoints(parts.part(ServedPlatform::training), parts.part(ServedPlatform::models))
                .register(endpoints);
        new ExposureEndpoint(parts.part(ServedPlatform::exposure)).register(endpoints);
        endpoints.refuseTheRest();
    }

    private record Parts(Supplier<Optional<ServedPlatform>> platform) {
        <T> Supplier<T> part(Function<ServedPlatform, T> getter) {
            return () -> getter.apply(platform.get()
                    .orElseThrow(() -> HttpProblem.unavailable("The platform is starting: the log is read", 2)));
        }
    }
}
