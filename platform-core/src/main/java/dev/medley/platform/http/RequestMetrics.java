package dev.medley.platform.http;

import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.pipeline.RankRefusedException;
import dev.medley.platform.pipeline.RankResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * Counts and times rank requests: {@code medley_requests_seconds} by scenario and outcome. The outcome is {@code ok},
 * {@code degraded}, {@code empty}, {@code refused} (the client's doing), {@code unavailable} or {@code failed}.
 */
final class RequestMetrics {
    /** What is measured. */
    @FunctionalInterface
    interface Ranking {
        /** Ranks and answers. */
        RankResult run() throws RankRefusedException;
    }

    private final MeterRegistry registry;

    RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Runs it; a refusal leaves as a problem. */
    void measure(String scenario, Ranking ranking) {
        long start = System.nanoTime();
        String outcome = "failed";
        try {
            RankResult result = ranking.run();
            outcome = outcome(result);
        } catch (RankRefusedException refused) {
            outcome = refused.kind() == RankRefusedException.Kind.UNAVAILABLE ? "unavailable" : "refused";
            throw RankEndpoints.problem(refused);
        } catch (HttpProblem | InvalidInputException invalid) {
            outcome = "refused";
            throw invalid;
        } finally {
            timer(scenario, outcome).record(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private static String outcome(RankResult result) {
        if (!result.degraded().isEmpty()) {
            return "degraded";
        }
        return result.items().isEmpty() ? "empty" : "ok";
    }

    private Timer timer(String scenario, String outcome) {
        return Timer.builder("medley.requests")
                .description("Rank requests, from the whole body to the answer")
                .tag("scenario", scenario)
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
    }
}
