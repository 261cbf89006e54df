package dev.medley.platform.http;

import dev.medley.platform.codec.Problem;
import dev.medley.platform.pipeline.RankRefusedException;
import dev.medley.platform.pipeline.RankResult;
import dev.medley.platform.pipeline.Ranker;
import dev.medley.platform.plugin.ScenarioDirectory;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** {@code POST /v1/rank/{scenario}} and {@code POST /v1/rank}. */
final class RankEndpoints {
    /** So many requests are ranked at once; more would only wait for the same two kinds of threads. */
    private static final int MAX_AT_ONCE = 256;

    private static final String NONE = "none";

    private final Supplier<Ranker> ranker;
    private final Supplier<? extends ScenarioDirectory> directory;
    private final RequestMetrics metrics;

    RankEndpoints(Supplier<Ranker> ranker, Supplier<? extends ScenarioDirectory> directory, RequestMetrics metrics) {
        this.ranker = ranker;
        this.directory = directory;
        this.metrics = metrics;
    }

    void register(Endpoints endpoints) {
        Semaphore places = new Semaphore(MAX_AT_ONCE);
        BodyRule rule = BodyRule.json(RankBody.MAX_BYTES);
        endpoints.send(HttpMethod.POST, "/v1/rank/:scenario", rule, places, this::rank);
        endpoints.send(HttpMethod.POST, "/v1/rank", rule, places, this::rankPage);
    }

    private void rank(Exchange exchange) {
        String name = exchange.pathParameter("scenario");
        ScenarioId scenario = active(name);
        metrics.measure(scenario.value(), () -> {
            RankResult result = ranker.get().rank(scenario, RankBody.read(exchange.body(), surfaces(scenario)));
            exchange.answer(200, new RankAnswer(result, false));
            return result;
        });
    }

    private void rankPage(Exchange exchange) {
        metrics.measure(RankAnswer.MIXED, () -> {
            RankBody.Page page = RankBody.readPage(
                    exchange.body(), this::surfaces, directory.get().scenarios());
            RankResult result = ranker.get().rankPage(page.scenarios(), page.command());
            exchange.answer(200, new RankAnswer(result, true));
            return result;
        });
    }

    private ScenarioId active(String name) {
        List<ScenarioId> scenarios = directory.get().scenarios();
        return scenarios.stream()
                .filter(scenario -> scenario.value().equals(name))
                .findFirst()
                .orElseThrow(() -> HttpProblem.notFound("scenario", name, activeAre(scenarios)));
    }

    /** Of one that is gone, those that it showed: a page goes on without it. */
    private Set<SurfaceId> surfaces(ScenarioId scenario) {
        Optional<ScenarioDirectory.Lease> lease = directory.get().acquire(scenario);
        if (lease.isEmpty()) {
            return directory.get().everShown(scenario);
        }
        try (ScenarioDirectory.Lease open = lease.get()) {
            return open.scenario().surfaces();
        }
    }

    static String activeAre(List<ScenarioId> scenarios) {
        return "active scenarios: " + (scenarios.isEmpty() ? NONE : scenarios.toString());
    }

    /** The refusal as a problem. */
    static HttpProblem problem(RankRefusedException refusal) {
        return switch (refusal.kind()) {
            case UNKNOWN_SCENARIO -> HttpProblem.notFound(refusal.field(), "such scenario", refusal.getMessage());
            case MISSING_FIELD -> HttpProblem.invalid(Problem.missing(refusal.field(), refusal.getMessage()));
            case INVALID_REQUEST -> HttpProblem.invalid(Problem.refused(refusal.field(), refusal.getMessage()));
            case UNAVAILABLE -> HttpProblem.unavailable(refusal.getMessage(), 1);
        };
    }
}
