package dev.medley.platform.plugin;

import java.util.List;

/**
 * Sends a request through the engine before a scenario serves. It finds what loading cannot: a component that was
 * compiled against an older SPI fails with an AbstractMethodError at its first call, not before.
 */
@FunctionalInterface
public interface CanaryRunner {
    /**
     * Ranks once with a scenario that nobody else can see yet. Called on a loader thread, under the loader's time limit.
     *
     * @return what is wrong and the plugin's fault, in words; empty if nothing is
     */
    List<String> run(ActiveScenario scenario);
}
