package dev.medley.platform.execute;

import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.component.RankingComponent;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the components of a run that decide it for each request whether they take part. One that cannot say is left out,
 * and the answer is degraded. Safety rules and the value model are never asked.
 */
public final class Participation implements CpuWork {
    private final ScenarioRun run;
    private final List<Guarded<? extends RankingComponent>> askable = new ArrayList<>();
    private final List<Guarded<?>> out = new ArrayList<>();
    private final List<Guarded<?>> failed = new ArrayList<>();
    private int next;

    private Participation(ScenarioRun run) {
        this.run = run;
    }

    /** Asks all components that are going to be called; the fallback source is asked when it is needed. */
    public static Participation ofAll(ScenarioRun run) {
        Participation participation = new Participation(run);
        if (run.request().candidates().isEmpty()) {
            participation.askable.addAll(run.sources());
        }
        participation.askable.addAll(run.providers());
        participation.askable.addAll(run.filters());
        participation.askable.addAll(run.adjusters());
        participation.askable.addAll(run.policies());
        return participation;
    }

    /** Asks the fallback source. */
    public static Participation ofFallback(ScenarioRun run) {
        Participation participation = new Participation(run);
        run.fallbackSource().ifPresent(participation.askable::add);
        return participation;
    }

    @Override
    public void run(ComponentCaller caller) {
        while (next < askable.size()) {
            ask(caller, askable.get(next));
            next++;
        }
        run.setSources(taking(run.sources()), run.fallbackSource().filter(fallback -> !isOneOf(out, fallback)));
        List<Guarded<FeatureProvider>> muted = new ArrayList<>(run.mutedProviders());
        for (Guarded<FeatureProvider> provider : run.providers()) {
            if (isOneOf(failed, provider)) {
                muted.add(provider);
            }
        }
        run.setProviders(taking(run.providers()), muted);
        run.setFilters(taking(run.filters()));
        run.setAdjusters(taking(run.adjusters()));
        run.setPolicies(taking(run.policies()));
    }

    private <C extends RankingComponent> void ask(ComponentCaller caller, Guarded<C> component) {
        if (!component.asks()) {
            return;
        }
        ComponentCaller.Answer answer = caller.ask(component, asked -> asked.isEnabled(run.request()));
        if (answer.failure().isPresent()) {
            run.degrade(component, answer.failure().get());
            failed.add(component);
        }
        if (!answer.yes()) {
            out.add(component);
        }
    }

    private <C> List<Guarded<C>> taking(List<Guarded<C>> components) {
        if (out.isEmpty()) {
            return components;
        }
        List<Guarded<C>> taking = new ArrayList<>(components.size());
        for (Guarded<C> component : components) {
            if (!isOneOf(out, component)) {
                taking.add(component);
            }
        }
        return taking;
    }

    private static boolean isOneOf(List<Guarded<?>> components, Guarded<?> component) {
        for (Guarded<?> one : components) {
            if (one == component) {
                return true;
            }
        }
        return false;
    }
}
