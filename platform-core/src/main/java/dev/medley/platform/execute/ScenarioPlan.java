package dev.medley.platform.execute;

import dev.medley.platform.batch.ColumnLayout;
import dev.medley.platform.plugin.ActiveScenario;
import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.component.CandidateFilter.OnFailure;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.component.RankingComponent;
import dev.medley.spi.component.RerankPolicy;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.component.ValueModel;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A scenario instance made ready to run: its components behind gates that live as long as the instance, where each
 * column stands, and what components say of themselves once. Immutable but for the gates.
 */
public final class ScenarioPlan {
    private final ActiveScenario scenario;
    private final PipelineSettings settings;
    private final ComponentMetrics metrics;
    private final ColumnLayout layout;
    private final List<Guarded<CandidateSource>> sources;
    private final Optional<Guarded<CandidateSource>> fallbackSource;
    private final List<Guarded<FeatureProvider>> providers;
    private final List<Guarded<CandidateFilter>> filters;
    private final Guarded<ValueModel> valueModel;
    private final List<Guarded<ScoreAdjuster>> adjusters;
    private final List<Guarded<RerankPolicy>> policies;
    private final List<Guarded<SafetyRule>> safetyRules;
    private final Map<Guarded<?>, Set<FeatureSpec>> outputs = new IdentityHashMap<>();
    private final Map<Guarded<?>, Set<FeatureSpec>> inputs = new IdentityHashMap<>();
    private final Map<Guarded<?>, OnFailure> onFailures = new IdentityHashMap<>();
    private final boolean asks;

    /** A plan of that instance, all gates closed. */
    public ScenarioPlan(ActiveScenario scenario, PipelineSettings settings, ComponentMetrics metrics) {
        this.scenario = scenario;
        this.settings = settings;
        this.metrics = metrics;
        layout = new ColumnLayout(scenario.featureSchema());
        sources = guard(Stage.RETRIEVE, Gate.Kind.BLOCKING, scenario.sources());
        fallbackSource = scenario.fallbackSource().map(fallback -> guard(Stage.RETRIEVE, Gate.Kind.BLOCKING, fallback));
        providers = guard(Stage.HYDRATE, Gate.Kind.BLOCKING, scenario.featureProviders());
        filters = guard(Stage.FILTER, Gate.Kind.PURE, scenario.filters());
        valueModel = guard(Stage.VALUE, Gate.Kind.PURE, scenario.valueModel());
        adjusters = guard(Stage.VALUE, Gate.Kind.PURE, scenario.scoreAdjusters());
        policies = guard(Stage.RERANK, Gate.Kind.PURE, scenario.rerankPolicies());
        safetyRules = guard(Stage.SAFETY, Gate.Kind.SAFETY, scenario.safetyRules());
        for (Guarded<FeatureProvider> provider : providers) {
            outputs.put(provider, Set.copyOf(provider.component().outputs()));
            inputs.put(provider, Set.copyOf(provider.component().inputs()));
        }
        for (Guarded<SafetyRule> rule : safetyRules) {
            inputs.put(rule, Set.copyOf(rule.component().inputs()));
        }
        for (Guarded<CandidateFilter> filter : filters) {
            onFailures.put(filter, filter.component().onFailure());
        }
        asks = anyAsks(sources)
                || anyAsks(fallbackSource.stream().toList())
                || anyAsks(providers)
                || anyAsks(filters)
                || anyAsks(adjusters)
                || anyAsks(policies);
    }

    /** What was made ready. */
    public ActiveScenario scenario() {
        return scenario;
    }

    /** Where each column stands. */
    public ColumnLayout layout() {
        return layout;
    }

    /** The sources, in order. */
    public List<Guarded<CandidateSource>> sources() {
        return sources;
    }

    /** Asked when the others find nothing. */
    public Optional<Guarded<CandidateSource>> fallbackSource() {
        return fallbackSource;
    }

    /** The providers, each behind those whose outputs it reads. */
    public List<Guarded<FeatureProvider>> providers() {
        return providers;
    }

    /** What a provider writes. */
    public Set<FeatureSpec> outputs(Guarded<FeatureProvider> provider) {
        return outputs.get(provider);
    }

    /** What a provider or a safety rule reads. */
    public Set<FeatureSpec> inputs(Guarded<?> component) {
        return inputs.get(component);
    }

    /** The filters, in order. */
    public List<Guarded<CandidateFilter>> filters() {
        return filters;
    }

    /** What the failure of a filter means. */
    public OnFailure onFailure(Guarded<CandidateFilter> filter) {
        return onFailures.get(filter);
    }

    /** The value model. */
    public Guarded<ValueModel> valueModel() {
        return valueModel;
    }

    /** The adjusters, in order. */
    public List<Guarded<ScoreAdjuster>> adjusters() {
        return adjusters;
    }

    /** The policies, in order. */
    public List<Guarded<RerankPolicy>> policies() {
        return policies;
    }

    /** The safety rules. */
    public List<Guarded<SafetyRule>> safetyRules() {
        return safetyRules;
    }

    /** Whether any component decides for each request whether it takes part. */
    public boolean asks() {
        return asks;
    }

    private static boolean anyAsks(List<? extends Guarded<?>> components) {
        for (Guarded<?> component : components) {
            if (component.asks()) {
                return true;
            }
        }
        return false;
    }

    private <C extends RankingComponent> List<Guarded<C>> guard(Stage stage, Gate.Kind kind, List<C> components) {
        List<Guarded<C>> guarded = new ArrayList<>(components.size());
        for (C component : components) {
            guarded.add(guard(stage, kind, component));
        }
        return List.copyOf(guarded);
    }

    private <C extends RankingComponent> Guarded<C> guard(Stage stage, Gate.Kind kind, C component) {
        ComponentKey key = new ComponentKey(scenario.id(), stage, component.id());
        Gate gate = new Gate(key, kind, settings, metrics, System::nanoTime);
        return new Guarded<>(key, component, scenario.classLoader(), gate, hasOwnIsEnabled(component));
    }

    /** Most components do not: they need not be asked in every request. */
    private static boolean hasOwnIsEnabled(RankingComponent component) {
        try {
            return component
                            .getClass()
                            .getMethod("isEnabled", RankRequest.class)
                            .getDeclaringClass()
                    != RankingComponent.class;
        } catch (NoSuchMethodException | LinkageError unknown) {
            return true;
        }
    }
}
