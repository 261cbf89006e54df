package dev.medley.testkit;

import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * A small world, one or more scenarios and a request, all made of one seed. Every part is a plain SPI component or a
 * function, so that any implementation of the pipeline can run it; {@link #answer} says what the reference makes of it.
 *
 * <p>Components keep nothing between calls: a case may be answered again and again.
 *
 * @param seed makes this very case again: {@code RandomCases.of(seed)}, or {@code -Dmedley.seed=...}
 * @param world items, users, interactions
 * @param scenarios one, or those of a page, each with a surface of its own
 * @param request what is asked; on a page, of each of them
 * @param sharedFeatures now and then a failing one
 * @param scoring many ties; now and then a failing one
 * @param trimTo rows that are scored at most, 4 or more
 */
public record RandomCase(
        long seed,
        FakeWorld world,
        List<ReferenceScenario> scenarios,
        RankRequest request,
        SharedFeatureFunction sharedFeatures,
        TaskScoring scoring,
        int trimTo) {
    /** Takes a copy. */
    public RandomCase {
        scenarios = List.copyOf(scenarios);
    }

    /** Whether several scenarios answer together. */
    public boolean isPage() {
        return scenarios.size() > 1;
    }

    /**
     * What the reference pipeline answers.
     *
     * @throws RequestRefusedException where it refuses
     */
    public ReferenceSlate answer() {
        return isPage() ? pipeline().rankPage(scenarios, request) : pipeline().rank(scenarios.getFirst(), request);
    }

    /**
     * The constraints that a slate breaks, and where: at each place, those that would not have let its row have it.
     *
     * @param slate of safe rows of this case, each once
     */
    public List<ReferenceSlate.Relaxed> broken(List<ReferenceSlate.Placed> slate) {
        return rerank().broken(slate);
    }

    /** How important a constraint is on this page: 0 the most, and -1 for one that there is not. */
    public int rank(String constraint) {
        return rerank().rank(constraint);
    }

    private ReferenceRerank rerank() {
        return isPage()
                ? pipeline().rerankPage(scenarios, request, new ArrayList<>())
                : pipeline().rerank(scenarios.getFirst(), request);
    }

    private ReferencePipeline pipeline() {
        return new ReferencePipeline(world.items(), sharedFeatures, scoring, trimTo);
    }

    /** The seed, as the option that makes the case again, and what the case consists of. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("-D" + RandomCases.SEED_PROPERTY + "=" + seed);
        for (ReferenceScenario scenario : scenarios) {
            text.append("\n  ").append(scenario.id());
            text.append("\n    sources ")
                    .append(scenario.sources())
                    .append(" or ")
                    .append(scenario.fallbackSource());
            text.append("\n    providers ").append(scenario.featureProviders());
            text.append("\n    filters ").append(scenario.filters());
            text.append("\n    value ").append(scenario.valueModel());
            text.append("\n    adjusters ").append(scenario.scoreAdjusters());
            text.append("\n    constraints ").append(scenario.slateConstraints());
            text.append("\n    policies ").append(scenario.rerankPolicies());
            text.append("\n    safety ").append(scenario.safetyRules());
        }
        return text.append("\n  limit ")
                .append(request.limit())
                .append(", trim ")
                .append(trimTo)
                .toString();
    }
}
