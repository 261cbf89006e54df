package dev.medley.platform.app;

import dev.medley.platform.http.ServedPlatform;
import dev.medley.platform.plugin.PluginStatus;
import dev.medley.platform.store.LogStoreHealth;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/**
 * Alive: the process answers. Ready: the log is reached, read to where it stood at the start and followed, and at least
 * one scenario serves.
 */
@ApplicationScoped
class HealthChecks {
    @Produces
    @Liveness
    @ApplicationScoped
    HealthCheck alive() {
        return () -> HealthCheckResponse.up("medley");
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck store(PlatformLifecycle lifecycle) {
        return () -> {
            HealthCheckResponseBuilder response = HealthCheckResponse.named("log");
            if (lifecycle.storeHealth().isEmpty()) {
                return response.down().withData("state", "not open yet").build();
            }
            LogStoreHealth health = lifecycle.storeHealth().get();
            response.status(health.brokerReachable() && health.following() && health.replayed())
                    .withData("brokerReachable", health.brokerReachable())
                    .withData("following", health.following())
                    .withData("replayed", health.replayed())
                    .withData("appliedRecords", health.appliedRecords())
                    .withData("skippedRecords", health.skippedRecords());
            health.lag().ifPresent(lag -> response.withData("lag", lag));
            return response.build();
        };
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck scenarios(PlatformLifecycle lifecycle) {
        return () -> {
            HealthCheckResponseBuilder response = HealthCheckResponse.named("scenarios");
            if (lifecycle.served().isEmpty()) {
                return response.down().withData("state", "starting").build();
            }
            ServedPlatform served = lifecycle.served().get();
            long rejected = served.plugins().plugins().stream()
                    .filter(plugin -> plugin.state() == PluginStatus.State.REJECTED)
                    .count();
            return response.status(!served.scenarios().scenarios().isEmpty())
                    .withData("active", served.scenarios().scenarios().toString())
                    .withData("rejectedPlugins", rejected)
                    .withData(
                            "pageConfigProblems",
                            served.page().state().problems().size())
                    .build();
        };
    }
}
