package dev.medley.platform.execute;

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

    /** Asks all components of the run. */
    public Participation(ScenarioRun run) {
        this.run = run;
        askable.addAll(run.sources());
        run.fallbackSource().ifPresent(askable::add);
        askable.addAll(run.providers());
        askable.addAll(run.filters());
        askable.addAll(run.adjusters());
        askable.addAll(run.policies());
    }

    @Override
    public void run(ComponentCaller caller) {
        while (next < askable.size()) {
            ask(caller, askable.get(next));
            next++;
        }
        run.setSources(taking(run.sources()), run.fallbackSource().filter(this::takesPart));
        run.setProviders(
                taking(run.providers()),
                run.providers().stream().filter(failed::contains).toList());
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
            if (takesPart(component)) {
                taking.add(component);
            }
        }
        return taking;
    }

    private boolean takesPart(Guarded<?> component) {
        for (Guarded<?> one : out) {
            if (one == component) {
                return false;
            }
        }
        return true;
    }
}
