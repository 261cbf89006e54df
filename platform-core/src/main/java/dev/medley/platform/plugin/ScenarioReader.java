package dev.medley.platform.plugin;

import dev.medley.platform.config.ScenarioSlate;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.component.RankingComponent;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.component.ValueModel;
import dev.medley.spi.config.ScenarioConfig;
import dev.medley.spi.feature.FeatureScope;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.IdFeature;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.plugin.Scenario;
import dev.medley.spi.slate.SlateConstraint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** Reads a scenario instance once and checks what it is made of. Made for one instance, used on its loader thread. */
final class ScenarioReader {
    /** The engine's name for candidates that the caller brought. */
    private static final String RESERVED_ID = "caller";

    private final DescribedFactory described;
    private final Problems problems;
    private final Map<ComponentId, RankingComponent> components = new HashMap<>();
    private final Map<RankingComponent, String> names = new IdentityHashMap<>();
    private final Set<ComponentId> constraintIds = new HashSet<>();
    private final Map<String, List<ComponentId>> idsByKind = new LinkedHashMap<>();

    ScenarioReader(DescribedFactory described, Problems problems) {
        this.described = described;
        this.problems = problems;
    }

    /**
     * The scenario as the engine runs it.
     *
     * @param origin plugin and revisions that the scenario is to carry
     * @param config all of its configuration, the platform's properties among it
     * @return empty if anything is wrong, which is then among the problems
     */
    Optional<Reading> read(Scenario scenario, Origin origin, ScenarioConfig config) {
        int before = problems.size();
        SpiConformance.check("scenario " + described.scenario(), scenario, problems);
        List<CandidateSource> sources = components("source", "candidateSources()", scenario::candidateSources);
        if (sources.isEmpty() && problems.size() == before) {
            add("candidateSources() is empty; at least 1 is required");
        }
        Optional<CandidateSource> fallback =
                ask("fallbackSource()", scenario::fallbackSource).orElse(Optional.empty());
        // A source may be its own scenario's fallback: the same object under the same name.
        fallback.filter(source -> !sources.contains(source)).ifPresent(source -> register("fallback source", source));
        List<FeatureProvider> providers =
                components("feature provider", "featureProviders()", scenario::featureProviders);
        var filters = components("filter", "filters()", scenario::filters);
        Optional<ValueModel> valueModel = ask("valueModel()", scenario::valueModel);
        valueModel.ifPresent(model -> register("value model", model));
        var adjusters = components("score adjuster", "scoreAdjusters()", scenario::scoreAdjusters);
        List<SlateConstraint> constraints = list("slateConstraints()", scenario::slateConstraints);
        constraints.forEach(this::checkConstraint);
        var policies = components("rerank policy", "rerankPolicies()", scenario::rerankPolicies);
        List<SafetyRule> safetyRules = components("safety rule", "safetyRules()", scenario::safetyRules);
        safetyRules.forEach(this::checkSafetyRule);
        List<FeatureProvider> orderedProviders = orderedProviders(providers);
        if (problems.size() > before) {
            return Optional.empty();
        }
        ActiveScenario active = new ActiveScenario(
                described.scenario(),
                origin.pluginId(),
                origin.pluginRevision(),
                origin.configRevision(),
                origin.classLoader(),
                described.surfaces(),
                described.tasks(),
                described.requiredFields(),
                described.featureSchema(),
                config,
                sources,
                fallback,
                orderedProviders,
                filters,
                valueModel.orElseThrow(),
                adjusters,
                constraints,
                policies,
                safetyRules,
                ScenarioSlate.of(config));
        return Optional.of(new Reading(active, idsByKind));
    }

    /**
     * What was read.
     *
     * @param active the scenario
     * @param componentIds the ids of its components by kind, in the order of the pipeline
     */
    record Reading(ActiveScenario active, Map<String, List<ComponentId>> componentIds) {}

    /**
     * Where a scenario instance came from.
     *
     * @param pluginId the plugin
     * @param pluginRevision its version and content
     * @param configRevision names the configuration that it was created with
     * @param classLoader the plugin's
     */
    record Origin(String pluginId, String pluginRevision, String configRevision, ClassLoader classLoader) {}

    private <C extends RankingComponent> List<C> components(String kind, String question, Callable<List<C>> method) {
        List<C> listed = list(question, method);
        listed.forEach(component -> register(kind, component));
        return listed;
    }

    private <C> List<C> list(String question, Callable<List<C>> method) {
        List<C> listed = ask(question, method).orElse(List.of());
        if (listed.stream().anyMatch(Objects::isNull)) {
            add(question + " contains null");
            return List.of();
        }
        return List.copyOf(listed);
    }

    private void register(String kind, RankingComponent component) {
        SpiConformance.check("scenario " + described.scenario(), component, problems);
        ask(component.getClass().getName() + ".id()", component::id).ifPresent(id -> {
            idsByKind.computeIfAbsent(kind, absent -> new ArrayList<>()).add(id);
            names.put(component, id + " (" + component.getClass().getName() + ")");
            RankingComponent other = components.putIfAbsent(id, component);
            if (other != null) {
                add("component id '" + id + "' is used twice: by "
                        + other.getClass().getName() + " and "
                        + component.getClass().getName());
            }
            if (id.value().equals(RESERVED_ID)) {
                add("component id '" + RESERVED_ID + "' of "
                        + component.getClass().getName() + " is the platform's own");
            }
        });
    }

    private void checkConstraint(SlateConstraint constraint) {
        idsByKind
                .computeIfAbsent("slate constraint", absent -> new ArrayList<>())
                .add(constraint.id());
        if (!constraintIds.add(constraint.id()) || components.containsKey(constraint.id())) {
            add("component id '" + constraint.id() + "' is used twice, once by a slate constraint");
        }
        switch (constraint) {
            case SlateConstraint.MaxInSlate max -> checkGroup(constraint, max.group());
            case SlateConstraint.MaxInWindow max -> checkGroup(constraint, max.group());
            case SlateConstraint.MinGap gap -> checkGroup(constraint, gap.group());
            case SlateConstraint.MinExposure exposure -> checkGroup(constraint, exposure.group());
            case SlateConstraint.Pinned pinned -> {
                if (!described.surfaces().contains(pinned.item().surface())) {
                    add("constraint " + constraint.id() + " pins " + pinned.item() + ", which is none of its surfaces "
                            + described.surfaces());
                }
            }
        }
    }

    private void checkGroup(SlateConstraint constraint, IdFeature group) {
        if (!isKnown(group)) {
            add("constraint " + constraint.id() + " groups by " + group.name()
                    + ", which is neither shared nor in the feature schema");
        }
        if (group.scope() != FeatureScope.ITEM) {
            add("constraint " + constraint.id() + " groups by " + group.name() + ", whose scope is " + group.scope()
                    + "; only ITEM is allowed");
        }
    }

    private void checkSafetyRule(SafetyRule rule) {
        for (FeatureSpec input : features(rule, "inputs()", rule::inputs)) {
            if (!isKnown(input)) {
                add("safety rule " + name(rule) + " reads " + input.name()
                        + ", which is neither shared nor in the feature schema");
            }
        }
    }

    private List<FeatureProvider> orderedProviders(List<FeatureProvider> providers) {
        List<FeatureOrder.Node<FeatureProvider>> nodes = new ArrayList<>();
        Map<FeatureSpec, String> writers = new LinkedHashMap<>();
        for (FeatureProvider provider : providers) {
            String name = name(provider);
            Set<FeatureSpec> outputs = features(provider, "outputs()", provider::outputs);
            Set<FeatureSpec> inputs = features(provider, "inputs()", provider::inputs);
            for (FeatureSpec output : outputs) {
                String other = writers.putIfAbsent(output, name);
                if (other != null) {
                    add("feature " + output.name() + " is written twice: by " + other + " and " + name);
                }
                if (!described.featureSchema().contains(output)) {
                    add("feature " + output.name() + ", which " + name + " writes, is not in the feature schema");
                }
            }
            for (FeatureSpec input : inputs) {
                if (!isKnown(input)) {
                    add("feature " + input.name() + ", which " + name
                            + " reads, is neither shared nor in the feature schema");
                }
            }
            nodes.add(new FeatureOrder.Node<>(provider, name, inputs, outputs));
        }
        for (FeatureSpec declared : described.featureSchema().features()) {
            if (!writers.containsKey(declared)) {
                add("feature " + declared.name() + " is in the feature schema, but no provider writes it");
            }
        }
        return FeatureOrder.sort(nodes, problems);
    }

    private Set<FeatureSpec> features(RankingComponent component, String question, Callable<Set<FeatureSpec>> method) {
        Set<FeatureSpec> features =
                ask(name(component) + "." + question, method).orElse(Set.of());
        if (features.stream().anyMatch(Objects::isNull)) {
            add(name(component) + "." + question + " contains null");
            return Set.of();
        }
        return features;
    }

    /** Id and class; the class alone if it could not say its id. */
    private String name(RankingComponent component) {
        return names.getOrDefault(component, component.getClass().getName());
    }

    private boolean isKnown(FeatureSpec feature) {
        return described.featureSchema().contains(feature) || SharedFeatures.ALL.contains(feature);
    }

    private <T> Optional<T> ask(String question, Callable<? extends T> method) {
        try {
            T answer = method.call();
            if (answer == null) {
                add(question + " returned null");
            }
            return Optional.ofNullable(answer);
        } catch (Throwable thrown) { // a plugin may throw anything, linkage errors above all
            add(question + ": " + Failures.describe(thrown));
            return Optional.empty();
        }
    }

    private void add(String problem) {
        problems.add("scenario " + described.scenario() + ": " + problem);
    }
}
