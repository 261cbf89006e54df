package dev.medley.platform.plugin;

import dev.medley.platform.config.ConfigSubject;
import dev.medley.platform.config.EffectiveConfig;
import dev.medley.platform.config.SlateSettings;
import dev.medley.spi.config.ConfigProperty;
import dev.medley.spi.config.ConfigSchema;
import dev.medley.spi.config.ScenarioConfig;
import dev.medley.spi.feature.FeatureSchema;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.plugin.RequiredField;
import dev.medley.spi.plugin.ScenarioFactory;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/**
 * What a factory says of itself, asked once and checked.
 *
 * @param factory the factory, for {@code create} only
 * @param scenario the scenario's name
 * @param surfaces at least one, sorted
 * @param tasks at least one, each once, in the plugin's order
 * @param requiredFields what a request must have
 * @param configSchema what the plugin lets operators set
 * @param featureSchema what the providers write
 */
record DescribedFactory(
        ScenarioFactory factory,
        ScenarioId scenario,
        Set<SurfaceId> surfaces,
        List<TaskId> tasks,
        Set<RequiredField> requiredFields,
        ConfigSchema configSchema,
        FeatureSchema featureSchema) {

    /** What operators may set of it, and in which files: the plugin's properties, then the platform's. */
    ConfigSubject configuration() {
        return ConfigSubject.scenario(scenario, configSchema);
    }

    /** The part of its configuration that the plugin has declared, which is all that it gets to see. */
    ScenarioConfig ownConfig(EffectiveConfig effective) {
        Map<String, Object> values = new LinkedHashMap<>(effective.config().asMap());
        values.keySet().removeIf(key -> key.startsWith(SlateSettings.PREFIX));
        return configSchema.parse(values);
    }

    /**
     * Asks the factory. Call it on a loader thread.
     *
     * @return empty if anything is wrong, which is then among the problems
     */
    static Optional<DescribedFactory> describe(ScenarioFactory factory, Problems problems) {
        String factoryName = factory.getClass().getName();
        int before = problems.size();
        SpiConformance.check(factoryName, factory, problems);
        ScenarioId scenario = ask(factoryName, "scenario()", factory::scenario, problems);
        String name = scenario == null ? factoryName : "scenario " + scenario;
        Set<SurfaceId> surfaces = ask(name, "surfaces()", factory::surfaces, problems);
        List<TaskId> tasks = ask(name, "tasks()", factory::tasks, problems);
        Set<RequiredField> requiredFields = ask(name, "requiredFields()", factory::requiredFields, problems);
        ConfigSchema configSchema = ask(name, "configSchema()", factory::configSchema, problems);
        FeatureSchema featureSchema = ask(name, "featureSchema()", factory::featureSchema, problems);
        requireElements(name, "surfaces()", surfaces, 1, problems);
        requireElements(name, "tasks()", tasks, 1, problems);
        requireElements(name, "requiredFields()", requiredFields, 0, problems);
        requireOwnKeys(name, configSchema, problems);
        if (tasks != null && new HashSet<>(tasks).size() < tasks.size()) {
            problems.add(name + ": tasks() names a task twice: " + tasks);
        }
        if (problems.size() > before) {
            return Optional.empty();
        }
        Set<RequiredField> required = EnumSet.noneOf(RequiredField.class);
        required.addAll(requiredFields);
        return Optional.of(new DescribedFactory(
                factory,
                scenario,
                Collections.unmodifiableSet(new LinkedHashSet<>(new TreeSet<>(surfaces))),
                List.copyOf(tasks),
                Collections.unmodifiableSet(required),
                configSchema,
                featureSchema));
    }

    private static <T> T ask(String name, String question, Callable<T> method, Problems problems) {
        try {
            T answer = method.call();
            if (answer == null) {
                problems.add(name + ": " + question + " returned null");
            }
            return answer;
        } catch (Throwable thrown) { // a plugin may throw anything, linkage errors above all
            problems.add(name + ": " + question + ": " + Failures.describe(thrown));
            return null;
        }
    }

    private static void requireOwnKeys(String name, ConfigSchema schema, Problems problems) {
        if (schema == null) {
            return; // said already
        }
        for (ConfigProperty<?> property : schema.properties()) {
            if (property.key().startsWith(SlateSettings.PREFIX)) {
                problems.add(name + ": configSchema() declares '" + property.key() + "'; a key that begins with '"
                        + SlateSettings.PREFIX + "' is the platform's, choose another");
            }
        }
    }

    private static void requireElements(
            String name, String question, Collection<?> elements, int least, Problems problems) {
        if (elements == null) {
            return; // said already
        }
        if (elements.size() < least) {
            problems.add(name + ": " + question + " is empty; at least " + least + " is required");
        }
        if (elements.stream().anyMatch(Objects::isNull)) {
            problems.add(name + ": " + question + " contains null");
        }
    }
}
