package dev.medley.platform.app;

import dev.medley.platform.config.ConfigStore;
import dev.medley.platform.config.PageConfig;
import dev.medley.platform.execute.PipelineSettings;
import dev.medley.platform.explain.TraceStore;
import dev.medley.platform.exposure.LiveExposure;
import dev.medley.platform.http.ImpressionRecords;
import dev.medley.platform.pipeline.ImpressionSink;
import dev.medley.platform.pipeline.Ranker;
import dev.medley.platform.pipeline.RankingPipeline;
import dev.medley.platform.plugin.PluginRegistry;
import dev.medley.platform.plugin.PluginSettings;
import dev.medley.platform.plugin.PluginStatus;
import dev.medley.platform.rerank.SlateTerms;
import dev.medley.platform.score.feature.SharedFeatureColumns;
import dev.medley.platform.score.feature.SharedFeatureFiller;
import dev.medley.platform.score.registry.ModelRegistry;
import dev.medley.platform.store.LogStore;
import java.time.InstantSource;

/** The engine and the plugins: each needs the other, so they are made together. */
final class Ranking implements AutoCloseable {
    private final PluginRegistry plugins;
    private final RankingPipeline pipeline;

    Ranking(
            LogStore log,
            ModelRegistry models,
            ConfigStore config,
            PageConfig page,
            PluginSettings settings,
            LiveExposure exposure,
            MicrometerMetrics metrics) {
        SharedFeatureFiller features = new SharedFeatureColumns(log.world());
        PipelineCanary canary =
                new PipelineCanary(log.world(), unit -> models.choose(unit).unheard(), features);
        plugins = new PluginRegistry(settings, config, log.world(), canary, metrics::of, InstantSource.system());
        ImpressionSink records = new ImpressionRecords(log.impressions());
        pipeline = new RankingPipeline(
                plugins,
                log.world(),
                models,
                features,
                impressions -> {
                    records.offer(impressions);
                    exposure.offer(impressions);
                },
                metrics,
                PipelineSettings.defaults(),
                () -> new SlateTerms(page.current(), exposure.prices(), exposure.paces()));
    }

    /** Loads what is there; the log says what became of each. */
    void loadPlugins() {
        plugins.start();
        long rejected = plugins.plugins().stream()
                .filter(plugin -> plugin.state() == PluginStatus.State.REJECTED)
                .count();
        Progress.say("Scenarios " + plugins.scenarios() + " serve"
                + (rejected == 0 ? "" : "; plugins rejected: " + rejected + ", see above or GET /v1/plugins"));
    }

    PluginRegistry plugins() {
        return plugins;
    }

    Ranker ranker() {
        return pipeline;
    }

    TraceStore traces() {
        return pipeline.traces();
    }

    @Override
    public void close() {
        plugins.close();
        pipeline.close();
    }
}
