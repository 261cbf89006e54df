package dev.medley.platform.pipeline;

import dev.medley.platform.execute.ScenarioPlan;
import dev.medley.platform.execute.ScenarioRun;
import dev.medley.platform.pipeline.RankRefusedException.Kind;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Runs the scenarios of a mixed page side by side. One that cannot answer only lacks, and the answer says so. */
final class Page {
    private static final Logger LOGGER = System.getLogger(Page.class.getName());

    private final List<ScenarioRun> runs = new ArrayList<>();
    private final List<String> lacking = new ArrayList<>();
    private RankRefusedException firstRefusal;

    /** One scenario's way to its values. */
    @FunctionalInterface
    interface Candidates {
        /** Runs it. */
        ScenarioRun of(ScenarioPlan plan) throws RankRefusedException;
    }

    /** Takes the scenarios that are active. */
    List<ScenarioPlan> take(List<ScenarioId> scenarios, Leases leases) throws RankRefusedException {
        if (scenarios.isEmpty() || new HashSet<>(scenarios).size() < scenarios.size()) {
            throw new RankRefusedException(
                    Kind.INVALID_REQUEST, "surfaces", scenarios + " is not allowed; one or more, each once, are");
        }
        List<ScenarioPlan> active = new ArrayList<>();
        for (ScenarioId scenario : scenarios) {
            try {
                active.add(leases.take(scenario));
            } catch (RankRefusedException refused) {
                lacks(scenario, refused);
            }
        }
        refuseIf(active.isEmpty());
        return active;
    }

    /** Whatever they show. */
    static Set<SurfaceId> surfaces(List<ScenarioPlan> plans) {
        Set<SurfaceId> surfaces = new HashSet<>();
        for (ScenarioPlan plan : plans) {
            surfaces.addAll(plan.scenario().surfaces());
        }
        return surfaces;
    }

    /** Runs them, each on a virtual thread; refuses if none can answer. */
    void runAll(List<ScenarioPlan> plans, Candidates candidates) throws RankRefusedException {
        List<Future<ScenarioRun>> started = new ArrayList<>(plans.size());
        for (ScenarioPlan plan : plans) {
            FutureTask<ScenarioRun> task = new FutureTask<>(() -> candidates.of(plan));
            Thread.ofVirtual().name("medley-page").start(task);
            started.add(task);
        }
        boolean interrupted = false;
        for (int i = 0; i < started.size(); ) {
            ScenarioId scenario = plans.get(i).scenario().id();
            try {
                runs.add(started.get(i).get());
                i++;
            } catch (InterruptedException wait) {
                interrupted = true;
            } catch (ExecutionException failed) {
                lacks(scenario, refusal(scenario, failed.getCause()));
                i++;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        refuseIf(runs.isEmpty());
    }

    /** Those that have values, in the order in which they were asked for. */
    List<ScenarioRun> runs() {
        return runs;
    }

    /** What kept the others away. */
    List<String> lacking() {
        return lacking;
    }

    private static RankRefusedException refusal(ScenarioId scenario, Throwable cause) {
        if (cause instanceof RankRefusedException refused) {
            return refused;
        }
        LOGGER.log(Level.ERROR, "scenario " + scenario + " cannot be ranked", cause);
        return new RankRefusedException(Kind.UNAVAILABLE, "", "scenario '" + scenario + "' cannot be ranked");
    }

    private void lacks(ScenarioId scenario, RankRefusedException refused) {
        firstRefusal = firstRefusal == null ? refused : firstRefusal;
        lacking.add("page: " + scenario + ": " + refused.getMessage());
    }

    private void refuseIf(boolean nobodyAnswers) throws RankRefusedException {
        if (nobodyAnswers) {
            throw firstRefusal;
        }
    }
}
