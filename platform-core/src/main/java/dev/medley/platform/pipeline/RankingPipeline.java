package dev.medley.platform.pipeline;

import dev.medley.platform.execute.CarrierWatch;
import dev.medley.platform.execute.ComponentMetrics;
import dev.medley.platform.execute.CpuPool;
import dev.medley.platform.execute.Participation;
import dev.medley.platform.execute.PipelineSettings;
import dev.medley.platform.execute.ScenarioPlan;
import dev.medley.platform.execute.ScenarioRun;
import dev.medley.platform.execute.Stage;
import dev.medley.platform.execute.StageClock;
import dev.medley.platform.execute.StageSequence;
import dev.medley.platform.execute.StageSequence.TimedStage;
import dev.medley.platform.explain.TraceRing;
import dev.medley.platform.explain.TraceStore;
import dev.medley.platform.filter.Filtering;
import dev.medley.platform.filter.Trimming;
import dev.medley.platform.hydrate.Hydration;
import dev.medley.platform.hydrate.SharedHydration;
import dev.medley.platform.pipeline.RankRefusedException.Kind;
import dev.medley.platform.plugin.ScenarioDirectory;
import dev.medley.platform.rerank.LayingTables;
import dev.medley.platform.rerank.SlateLaying;
import dev.medley.platform.rerank.SlateTerms;
import dev.medley.platform.rerank.exposure.RunningScale;
import dev.medley.platform.retrieve.Merge;
import dev.medley.platform.retrieve.Retrieval;
import dev.medley.platform.safety.SafetyCheck;
import dev.medley.platform.score.ModelChoice;
import dev.medley.platform.score.ModelSelection;
import dev.medley.platform.score.feature.SharedFeatureFiller;
import dev.medley.platform.world.World;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.request.Deadline;
import dev.medley.spi.request.RankRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * The pipeline. {@link #candidates} and {@link #lay} are its specification: what happens to a request, in which order,
 * and on which threads. Sources and providers run on virtual threads, everything else that a plugin wrote on the pool.
 */
public final class RankingPipeline implements Ranker, AutoCloseable {
    /** What the fallback source gets at most, when the sources have used up their share. */
    private static final double FALLBACK_SHARE = 0.15;

    private final ScenarioDirectory directory;
    private final World world;
    private final SharedFeatureFiller sharedFeatures;
    private final ImpressionSink impressions;
    private final ComponentMetrics metrics;
    private final PipelineSettings settings;
    private final Supplier<SlateTerms> terms;
    private final Admission admission;
    private final Plans plans;
    private final LoadLimit load;
    private final TraceRing traces;
    private final CpuPool cpu;
    private final BlockingQueue<LayingTables> free;

    /**
     * A pipeline that answers until it is closed.
     *
     * @param directory who is active
     * @param world what is known
     * @param models asked once for each request; may choose none
     * @param sharedFeatures fills what all scenarios share
     * @param impressions where answers go after they were given
     * @param metrics hears what is measured
     * @param settings the bounds
     * @param terms what slates are laid with; asked once for each request
     */
    public RankingPipeline(
            ScenarioDirectory directory,
            World world,
            ModelSelection models,
            SharedFeatureFiller sharedFeatures,
            ImpressionSink impressions,
            ComponentMetrics metrics,
            PipelineSettings settings,
            Supplier<SlateTerms> terms) {
        this.directory = directory;
        this.world = world;
        this.sharedFeatures = sharedFeatures;
        this.impressions = impressions;
        this.metrics = metrics;
        this.settings = settings;
        this.terms = terms;
        admission = new Admission(world, models, settings);
        plans = new Plans(directory, settings, metrics);
        load = new LoadLimit(settings);
        traces = new TraceRing(settings.maxTraces(), settings.maxTraceBytes());
        CarrierWatch.start();
        cpu = new CpuPool(settings.cpuThreads(), settings.maxReplacedThreads());
        free = new ArrayBlockingQueue<>(2 * settings.cpuThreads());
    }

    /** What can be explained. */
    public TraceStore traces() {
        return traces;
    }

    @Override
    public void close() {
        cpu.close();
    }

    @Override
    public RankResult rank(ScenarioId scenario, RankCommand command) throws RankRefusedException {
        long start = System.nanoTime();
        enter();
        try (Leases leases = new Leases(directory, plans)) {
            ScenarioPlan plan = leases.take(scenario);
            Admission.checkSurfaces(plan.scenario().surfaces(), command);
            Admission.Admitted admitted = admission.admit(List.of(scenario), command);
            ScenarioRun run = run(plan, admitted, start);
            LayingTables tables = tables();
            SlateLaying laying = new SlateLaying(List.of(run), command.limit(), terms.get(), tables);
            candidates(run, admitted.models(), lay(List.of(run), laying));
            RankResult result = log(List.of(run), laying, List.of());
            free.offer(tables);
            return result;
        } finally {
            load.leave();
        }
    }

    @Override
    public RankResult rankPage(List<ScenarioId> scenarios, RankCommand command) throws RankRefusedException {
        long start = System.nanoTime();
        enter();
        try (Leases leases = new Leases(directory, plans)) {
            Page page = new Page();
            List<ScenarioPlan> active = page.take(scenarios, leases);
            Set<SurfaceId> surfaces = Page.surfaces(active);
            // What belongs to a scenario that is gone goes with it.
            RankCommand asked = page.lacking().isEmpty() ? command : command.about(surfaces);
            Admission.checkSurfaces(surfaces, asked);
            Admission.Admitted admitted = admission.admit(scenarios, asked);
            page.runAll(active, plan -> {
                ScenarioRun run = run(plan, admitted, start);
                candidates(run, admitted.models(), List.of());
                return run;
            });
            List<ScenarioRun> runs = page.runs();
            scoreAlike(runs, admitted);
            LayingTables tables = tables();
            SlateLaying laying = new SlateLaying(runs, command.limit(), terms.get(), tables);
            onPool(admitted.deadline(), lay(runs, laying));
            RankResult result = log(runs, laying, page.lacking());
            free.offer(tables);
            return result;
        } finally {
            load.leave();
        }
    }

    /** From the sources to the values of one scenario's candidates; what is to follow runs on the same thread. */
    private void candidates(ScenarioRun run, ModelChoice models, List<TimedStage> further) throws RankRefusedException {
        Deadline deadline = run.request().deadline();
        Duration budget = deadline.remaining();
        Retrieval retrieval = new Retrieval(run);
        if (run.plan().asks()) {
            onPool(deadline, List.of(TimedStage.of(Stage.ADMIT, run, Participation.ofAll(run))));
        }
        timed(Stage.RETRIEVE, run, () -> retrieval.askSources(share(deadline, budget, settings.retrieveShare())));
        merge(run, retrieval, deadline);
        if (run.batch().rowCount() == 0) {
            askFallback(run, retrieval, share(deadline, budget, FALLBACK_SHARE));
            merge(run, retrieval, deadline);
        }
        timed(Stage.HYDRATE, run, () -> new Hydration(run).run(share(deadline, budget, settings.hydrateShare())));
        List<TimedStage> stages = new ArrayList<>(List.of(
                TimedStage.of(Stage.FILTER, run, new Filtering(run)),
                TimedStage.of(Stage.TRIM, run, new Trimming(run, load.trimRows(), settings.trimRows())),
                TimedStage.of(Stage.SCORE, run, new Scoring(run, models)),
                TimedStage.of(Stage.VALUE, run, new Valuing(run))));
        stages.addAll(further);
        onPool(deadline, stages);
    }

    /**
     * Has one model score a whole page. Where one failed for a scenario and another stood in, the others are scored
     * again by that one: values of two models cannot be compared. A scenario that no model can score stays as it is.
     */
    private void scoreAlike(List<ScenarioRun> runs, Admission.Admitted admitted) throws RankRefusedException {
        while (true) {
            int last = -1;
            for (ScenarioRun run : runs) {
                last = Math.max(last, admitted.models().indexOf(run.modelRevision()));
            }
            List<TimedStage> again = new ArrayList<>();
            for (ScenarioRun run : runs) {
                int scoredBy = admitted.models().indexOf(run.modelRevision());
                if (scoredBy >= 0 && scoredBy < last) {
                    again.add(TimedStage.of(
                            Stage.SCORE, run, new Scoring(run, admitted.models().from(last))));
                    again.add(TimedStage.of(Stage.VALUE, run, new Valuing(run)));
                }
            }
            if (again.isEmpty()) {
                return;
            }
            // Each round leaves models behind, so there are at most as many rounds as models.
            onPool(admitted.deadline(), again);
        }
    }

    /** From values to the slate, for one scenario or for a page of several. */
    private static List<TimedStage> lay(List<ScenarioRun> runs, SlateLaying laying) {
        List<StageClock> clocks = runs.stream().map(ScenarioRun::clock).toList();
        return List.of(
                new TimedStage(Stage.RERANK, clocks, laying),
                new TimedStage(Stage.SAFETY, clocks, new SafetyCheck(runs, laying)));
    }

    /** Keeps the trace and hands on the impressions. */
    private RankResult log(List<ScenarioRun> runs, SlateLaying laying, List<String> lacking) {
        long start = System.nanoTime();
        Answer answer = new Answer(runs, laying, lacking);
        RankResult result = answer.result();
        traces.add(answer.trace());
        RankRequest request = runs.getFirst().request();
        impressions.offer(new Impressions(
                request.now(),
                request.userId(),
                request.sessionId(),
                request.seed(),
                result,
                usualValues(runs),
                answer.exploration(),
                answer.scoredInputs()));
        for (ScenarioRun run : runs) {
            run.clock().add(Stage.LOG, System.nanoTime() - start);
        }
        return result;
    }

    private static Map<ScenarioId, Double> usualValues(List<ScenarioRun> runs) {
        Map<ScenarioId, Double> usual = new HashMap<>();
        for (ScenarioRun run : runs) {
            usual.put(
                    run.plan().scenario().id(),
                    RunningScale.ofBest(run.values(), run.batch().selection()));
        }
        return usual;
    }

    /** They are given back where the request ends in order: else somebody may still look at them. */
    private LayingTables tables() {
        LayingTables tables = free.poll();
        return tables == null ? new LayingTables() : tables;
    }

    private void enter() throws RankRefusedException {
        if (!load.enter()) {
            throw new RankRefusedException(
                    Kind.UNAVAILABLE, "", settings.maxConcurrentRequests() + " requests are running already");
        }
    }

    private ScenarioRun run(ScenarioPlan plan, Admission.Admitted admitted, long startNanos)
            throws RankRefusedException {
        RankRequest request = admission.address(admitted, plan.scenario().id());
        Admission.checkRequired(plan.scenario(), request);
        ScenarioRun run = new ScenarioRun(plan, request, metrics);
        run.clock().add(Stage.ADMIT, System.nanoTime() - startNanos);
        return run;
    }

    private void merge(ScenarioRun run, Retrieval retrieval, Deadline deadline) throws RankRefusedException {
        onPool(
                deadline,
                List.of(
                        TimedStage.of(Stage.MERGE, run, new Merge(retrieval, world.catalog())),
                        TimedStage.of(Stage.HYDRATE, run, new SharedHydration(run, sharedFeatures))));
    }

    private void askFallback(ScenarioRun run, Retrieval retrieval, Deadline deadline) throws RankRefusedException {
        if (run.request().candidates().isEmpty() && run.plan().asks()) {
            onPool(deadline, List.of(TimedStage.of(Stage.ADMIT, run, Participation.ofFallback(run))));
        }
        run.clock().start();
        boolean answerable = retrieval.askFallback(deadline);
        run.clock().end(Stage.RETRIEVE);
        if (!answerable) {
            throw new RankRefusedException(
                    Kind.UNAVAILABLE,
                    "",
                    "every source of scenario '" + run.plan().scenario().id() + "' has failed: " + run.degraded());
        }
    }

    private void onPool(Deadline deadline, List<TimedStage> stages) throws RankRefusedException {
        try {
            cpu.run(new StageSequence(stages), deadline);
        } catch (RejectedExecutionException full) {
            throw new RankRefusedException(Kind.UNAVAILABLE, "", full.getMessage());
        }
    }

    private static void timed(Stage stage, ScenarioRun run, Runnable work) {
        run.clock().start();
        work.run();
        run.clock().end(stage);
    }

    private static Deadline share(Deadline deadline, Duration budget, double share) {
        return deadline.within(Duration.ofNanos((long) (budget.toNanos() * share)));
    }
}
