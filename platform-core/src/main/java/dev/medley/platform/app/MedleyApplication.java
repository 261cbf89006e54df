package dev.medley.platform.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Runs once the HTTP server listens: opens the parts, meanwhile answering health checks, then says where to look and
 * waits for the end.
 */
public final class MedleyApplication implements QuarkusApplication {
    private static final int UNUSABLE = 1;

    @Inject
    PlatformLifecycle lifecycle;

    @ConfigProperty(name = "quarkus.http.port")
    int port;

    @Override
    public int run(String... arguments) {
        Medley.afterQuarkus(lifecycle::stop);
        Medley.starting();
        try {
            lifecycle.start(PlatformSettings.fromSystem());
            Medley.started();
        } catch (StartFailedException failed) {
            if (!Medley.isEnding()) {
                Progress.complain(failed.getMessage());
            }
            return UNUSABLE;
        } catch (InterruptedException stopped) {
            return 0;
        }
        if (!Medley.isEnding()) {
            lifecycle.served().ifPresent(platform -> Progress.say(Invitation.of(platform, port)));
            Quarkus.waitForExit();
        }
        return 0;
    }
}
