package dev.medley.platform.plugin;

import dev.medley.platform.config.ConfiguredProperty;
import dev.medley.spi.feature.FeatureScope;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FloatFeature;
import dev.medley.spi.feature.IdFeature;
import dev.medley.spi.feature.IdListFeature;
import dev.medley.spi.feature.VectorFeature;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.plugin.RequiredField;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an operator sees of one active scenario.
 *
 * @param id its name
 * @param pluginId the plugin that it came from
 * @param pluginRevision that plugin's version and content
 * @param configRevision names its effective configuration
 * @param surfaces the kinds of items that it shows, sorted
 * @param tasks what it needs predicted, most important first
 * @param requiredFields what a request must have
 * @param properties what can be set: the plugin's, in its order, then the platform's
 * @param features what its providers write, in the plugin's order
 * @param components ids by kind ({@code source}, {@code filter}, ...), in the order of the pipeline
 */
public record ScenarioDetails(
        ScenarioId id,
        String pluginId,
        String pluginRevision,
        String configRevision,
        Set<SurfaceId> surfaces,
        List<TaskId> tasks,
        Set<RequiredField> requiredFields,
        List<ConfiguredProperty> properties,
        List<Feature> features,
        Map<String, List<ComponentId>> components) {

    /**
     * One feature.
     *
     * @param name its key
     * @param type {@code float}, {@code id}, {@code id_list} or {@code vector}
     * @param scope what it depends on
     * @param description what it means
     */
    public record Feature(String name, String type, FeatureScope scope, String description) {}

    static ScenarioDetails of(ScenarioInstance instance) {
        ActiveScenario active = instance.active();
        return new ScenarioDetails(
                active.id(),
                active.pluginId(),
                active.pluginRevision(),
                active.configRevision(),
                active.surfaces(),
                active.tasks(),
                active.requiredFields(),
                instance.effective().properties(),
                active.featureSchema().features().stream()
                        .map(ScenarioDetails::feature)
                        .toList(),
                instance.componentIds());
    }

    private static Feature feature(FeatureSpec feature) {
        String type = switch (feature) {
            case FloatFeature number -> "float";
            case IdFeature id -> "id";
            case IdListFeature ids -> "id_list";
            case VectorFeature vector -> "vector";
        };
        return new Feature(feature.name(), type, feature.scope(), feature.description());
    }
}
