package dev.medley.testkit;

import dev.medley.spi.context.Catalog;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * The platform's pipeline once more, single-threaded, without time limits and without speed: the specification in a form
 * that runs. A team tests its whole scenario with it; the platform is tested against it, with random input, for the same
 * slate.
 *
 * <pre>{@code
 * ReferencePipeline pipeline = new ReferencePipeline(world);
 * ReferenceSlate slate = pipeline.rank(ReferenceScenario.of(factory, scenario), world.request(scenarioId, bo).build());
 * }</pre>
 *
 * <p>The stages stand in {@link ReferenceRun} (one scenario: retrieve to value, and safety) and
 * {@link ReferenceRerank} (the slate). What a component throws is handled as on the platform and named in
 * {@link ReferenceSlate#degraded()}; assert that it is empty unless a failure is what you test.
 *
 * @param catalog where the items of the candidates are read
 * @param sharedFeatures fills the shared features
 * @param scoring stands for the model
 * @param trimTo at most so many rows are scored
 */
public record ReferencePipeline(
        Catalog catalog, SharedFeatureFunction sharedFeatures, TaskScoring scoring, int trimTo) {
    /** How many rows are scored unless a test says otherwise. */
    public static final int DEFAULT_TRIM = 500;

    /** A pipeline over that world, with {@link SimpleSharedFeatures} and {@link TaskScoring#byHash()}. */
    public ReferencePipeline(FakeWorld world) {
        this(world.items(), new SimpleSharedFeatures(world.counters()), TaskScoring.byHash(), DEFAULT_TRIM);
    }

    /** This pipeline with another model. */
    public ReferencePipeline withScoring(TaskScoring other) {
        return new ReferencePipeline(catalog, sharedFeatures, other, trimTo);
    }

    /** This pipeline with another trim. */
    public ReferencePipeline withTrimTo(int rows) {
        return new ReferencePipeline(catalog, sharedFeatures, scoring, rows);
    }

    /**
     * One scenario's slate.
     *
     * @throws RequestRefusedException where the platform refuses
     */
    public ReferenceSlate rank(ReferenceScenario scenario, RankRequest request) {
        return rerank(scenario, request).lay();
    }

    /** Over one scenario's safe rows. */
    ReferenceRerank rerank(ReferenceScenario scenario, RankRequest request) {
        return new ReferenceRerank(List.of(run(scenario, request)), request.limit());
    }

    /** One scenario's rows, valued, the unsafe ones out. */
    ReferenceRun run(ReferenceScenario scenario, RankRequest request) {
        ReferenceRun run = new ReferenceRun(this, scenario, request);
        run.retrieveToValue();
        run.dropUnsafeRows();
        return run;
    }

    /**
     * One slate over several scenarios. A scenario that is refused only lacks, and is named among what is degraded.
     *
     * @param request what each of them is asked, each under its own scenario id
     * @throws RequestRefusedException if all are refused; the first one's refusal
     */
    public ReferenceSlate rankPage(List<ReferenceScenario> scenarios, RankRequest request) {
        List<String> lacking = new ArrayList<>();
        ReferenceSlate slate = rerankPage(scenarios, request, lacking).lay();
        lacking.addAll(slate.degraded());
        return new ReferenceSlate(slate.items(), slate.dropped(), lacking, slate.relaxed());
    }

    /** Over the safe rows of those scenarios that are not refused. */
    ReferenceRerank rerankPage(List<ReferenceScenario> scenarios, RankRequest request, List<String> lacking) {
        List<ReferenceRun> runs = new ArrayList<>();
        RequestRefusedException firstRefusal = null;
        for (ReferenceScenario scenario : scenarios) {
            try {
                runs.add(run(scenario, addressed(request, scenario.id())));
            } catch (RequestRefusedException refusal) {
                firstRefusal = firstRefusal == null ? refusal : firstRefusal;
                lacking.add("page: " + scenario.id() + ": " + refusal.getMessage());
            }
        }
        if (runs.isEmpty() && firstRefusal != null) {
            throw firstRefusal;
        }
        return new ReferenceRerank(runs, request.limit());
    }

    private static RankRequest addressed(RankRequest request, ScenarioId scenario) {
        return new RankRequest(
                request.requestId(),
                scenario,
                request.userId(),
                request.user(),
                request.history(),
                request.sessionId(),
                request.query(),
                request.limit(),
                request.context(),
                request.exclude(),
                request.candidates(),
                request.deadline(),
                request.seed(),
                request.now(),
                request.explain());
    }
}
