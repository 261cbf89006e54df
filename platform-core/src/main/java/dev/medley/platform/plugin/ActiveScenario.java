package dev.medley.platform.plugin;

import dev.medley.platform.config.ScenarioSlate;
import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.component.RerankPolicy;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.component.ValueModel;
import dev.medley.spi.config.ScenarioConfig;
import dev.medley.spi.feature.FeatureSchema;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.plugin.RequiredField;
import dev.medley.spi.slate.SlateConstraint;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A scenario instance, read once and checked: what the engine runs. Its lists are the plugin's, in the plugin's order,
 * except that the feature providers stand in an order in which each follows those whose outputs it reads.
 *
 * @param id the scenario
 * @param pluginId the plugin that it came from
 * @param pluginRevision the plugin's version and content, as it stands in answers
 * @param configRevision names exactly this effective configuration
 * @param classLoader the plugin's; the runner sets it as context class loader
 * @param config all of it, the platform's properties after the plugin's
 * @param slate how operators want its slates laid
 */
public record ActiveScenario(
        ScenarioId id,
        String pluginId,
        String pluginRevision,
        String configRevision,
        ClassLoader classLoader,
        Set<SurfaceId> surfaces,
        List<TaskId> tasks,
        Set<RequiredField> requiredFields,
        FeatureSchema featureSchema,
        ScenarioConfig config,
        List<CandidateSource> sources,
        Optional<CandidateSource> fallbackSource,
        List<FeatureProvider> featureProviders,
        List<CandidateFilter> filters,
        ValueModel valueModel,
        List<ScoreAdjuster> scoreAdjusters,
        List<SlateConstraint> slateConstraints,
        List<RerankPolicy> rerankPolicies,
        List<SafetyRule> safetyRules,
        ScenarioSlate slate) {}
