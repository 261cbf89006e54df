package dev.medley.platform.app;

import dev.medley.platform.config.ConfigStore;
import dev.medley.platform.explain.TraceStore;
import dev.medley.platform.pipeline.RankCommand;
import dev.medley.platform.pipeline.RankRefusedException;
import dev.medley.platform.pipeline.RankResult;
import dev.medley.platform.pipeline.Ranker;
import dev.medley.platform.plugin.PluginRegistry;
import dev.medley.platform.plugin.PluginSettings;
import dev.medley.platform.plugin.PluginStatus;
import dev.medley.platform.score.ModelRegistry;
import dev.medley.platform.store.LogStore;
import dev.medley.spi.id.ScenarioId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The engine and the plugins: each needs the other, so they are made together. */
final class Ranking implements AutoCloseable {
    private final PluginRegistry plugins;

    Ranking(
            LogStore log,
            ModelRegistry models,
            ConfigStore config,
            PluginSettings settings,
            MicrometerMetrics metrics) {
        plugins = new PluginRegistry(
                settings, config, log.world(), scenario -> List.of(), metrics::of, InstantSource.system());
    }

    /** Loads what is there and says what became of it. */
    void loadPlugins() {
        plugins.start();
        for (PluginStatus plugin : plugins.plugins()) {
            switch (plugin.state()) {
                case ACTIVE ->
                    Progress.say("Plugin " + plugin.id() + " " + plugin.revision() + " serves " + plugin.scenarios());
                case REJECTED -> Progress.say("Plugin " + plugin.id() + " is rejected: " + plugin.reasons());
            }
        }
    }

    PluginRegistry plugins() {
        return plugins;
    }

    Ranker ranker() {
        return new Ranker() {
            @Override
            public RankResult rank(ScenarioId scenario, RankCommand command) throws RankRefusedException {
                throw new RankRefusedException(RankRefusedException.Kind.UNAVAILABLE, "", "pending");
            }

            @Override
            public RankResult rankPage(List<ScenarioId> scenarios, RankCommand command) throws RankRefusedException {
                throw new RankRefusedException(RankRefusedException.Kind.UNAVAILABLE, "", "pending");
            }
        };
    }

    TraceStore traces() {
        return requestId -> Optional.empty();
    }

    @Override
    public void close() {
        plugins.close();
    }
}
