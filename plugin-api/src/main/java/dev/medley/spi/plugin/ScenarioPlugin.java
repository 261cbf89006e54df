package dev.medley.spi.plugin;

import java.util.List;

/** A plugin's entry point: public, with a public constructor without parameters, named in {@code META-INF/services}. */
public interface ScenarioPlugin {
    /** Who it is. Called once at load, on a loader thread, under a time limit. */
    PluginDescriptor descriptor();

    /** One factory a scenario, at least one. Called once at load, on a loader thread, under a time limit. */
    List<ScenarioFactory> scenarioFactories();
}
