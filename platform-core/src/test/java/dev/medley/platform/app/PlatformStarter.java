package dev.medley.platform.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Does in tests what {@link MedleyApplication} does in the product: Quarkus runs no application class under a test. */
@Singleton
class PlatformStarter {
    @Inject
    PlatformLifecycle lifecycle;

    void start(@Observes StartupEvent event) throws StartFailedException, InterruptedException {
        lifecycle.start(PlatformSettings.fromSystem());
    }

    void stop(@Observes ShutdownEvent event) {
        lifecycle.stop();
    }
}
