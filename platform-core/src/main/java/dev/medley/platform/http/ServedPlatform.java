package dev.medley.platform.http;

import dev.medley.platform.config.PageConfig;
import dev.medley.platform.event.Ingest;
import dev.medley.platform.explain.TraceStore;
import dev.medley.platform.exposure.ExposureReport;
import dev.medley.platform.pipeline.Ranker;
import dev.medley.platform.plugin.PluginRegistry;
import dev.medley.platform.plugin.ScenarioDirectory;
import dev.medley.platform.score.registry.ModelRegistry;
import dev.medley.platform.train.ModelTraining;
import dev.medley.platform.world.World;

/** The running parts that the interface serves. */
public record ServedPlatform(
        World world,
        Ingest ingest,
        Ranker ranker,
        ScenarioDirectory scenarios,
        PluginRegistry plugins,
        PageConfig page,
        TraceStore traces,
        ModelTraining training,
        ModelRegistry models,
        ExposureReport.Source exposure) {}
