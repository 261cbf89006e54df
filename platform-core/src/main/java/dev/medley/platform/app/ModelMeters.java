package dev.medley.platform.app;

import dev.medley.platform.score.registry.ModelRegistry;
import dev.medley.platform.score.registry.RolloutCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** How the roll-out goes, as metrics. By role and never by revision: of those there come ever more. */
final class ModelMeters {
    private ModelMeters() {}

    static void register(ModelRegistry models, MeterRegistry registry) {
        FunctionCounter.builder(
                        "medley.model.requests", models, all -> all.counts().active())
                .tag("role", "active")
                .description("Requests by the role of the model that they were given to")
                .register(registry);
        FunctionCounter.builder(
                        "medley.model.requests", models, all -> all.counts().canary())
                .tag("role", "canary")
                .description("Requests by the role of the model that they were given to")
                .register(registry);
        shadow("measured", RolloutCounts::shadowed, models, registry);
        shadow("dropped", RolloutCounts::shadowDropped, models, registry);
        shadow("failed", RolloutCounts::shadowFailed, models, registry);
    }

    private static void shadow(
            String outcome, ToDoubleFunction<RolloutCounts> count, ModelRegistry models, MeterRegistry registry) {
        FunctionCounter.builder("medley.model.shadow.batches", models, all -> count.applyAsDouble(all.counts()))
                .tag("outcome", outcome)
                .description("Batches that were offered to the present shadow")
                .register(registry);
    }
}
