package dev.medley.platform.hydrate;

import dev.medley.platform.batch.ColumnWriter;
import dev.medley.platform.batch.FeatureBatch;
import dev.medley.platform.execute.FanOut;
import dev.medley.platform.execute.Guarded;
import dev.medley.platform.execute.ScenarioPlan;
import dev.medley.platform.execute.ScenarioRun;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.request.Deadline;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Runs the feature providers of one run: each starts as soon as those whose outputs it reads have ended, well or not.
 * Used by the request's thread, which alone publishes columns.
 */
public final class Hydration {
    private final ScenarioRun run;
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<Running> running = new ArrayList<>();
    private final List<Running> done = new ArrayList<>();

    private record Waiting(Guarded<FeatureProvider> provider, Set<FeatureSpec> inputs) {}

    private record Running(
            Guarded<FeatureProvider> provider, ColumnWriter writer, FanOut.Call<FeatureProvider, Void> call) {}

    /** For that run. */
    public Hydration(ScenarioRun run) {
        this.run = run;
    }

    /** Runs them all; those that have not ended at the deadline have failed. */
    public void run(Deadline deadline) {
        ScenarioPlan plan = run.plan();
        for (Guarded<FeatureProvider> muted : run.mutedProviders()) {
            run.batch().fail(plan.outputs(muted));
        }
        for (Guarded<FeatureProvider> provider : run.providers()) {
            waiting.add(new Waiting(provider, plan.inputs(provider)));
        }
        FanOut fanOut = new FanOut(deadline);
        int published = 0;
        startReady(fanOut);
        while (!running.isEmpty()) {
            if (waiting.isEmpty()) {
                fanOut.awaitAll();
            } else {
                fanOut.awaitMoreThan(published);
            }
            published += publishEnded();
            startReady(fanOut);
        }
        // In the providers' order, however they ended.
        for (Guarded<FeatureProvider> provider : run.providers()) {
            for (Running ended : done) {
                if (ended.provider() == provider) {
                    ended.call().failure().ifPresent(failure -> run.degrade(provider, failure));
                }
            }
        }
    }

    private void startReady(FanOut fanOut) {
        FeatureBatch batch = run.batch();
        RankRequest request = run.request();
        for (int i = 0; i < waiting.size(); ) {
            Waiting next = waiting.get(i);
            if (!isReady(next)) {
                i++;
                continue;
            }
            waiting.remove(i);
            ColumnWriter writer = batch.writer(run.plan().outputs(next.provider()));
            running.add(new Running(next.provider(), writer, fanOut.start(next.provider(), provider -> {
                provider.provide(request, batch, writer);
                writer.close();
                return null;
            })));
        }
    }

    /** Whether nobody still has to write what it reads. */
    private boolean isReady(Waiting provider) {
        for (FeatureSpec input : provider.inputs()) {
            for (Waiting other : waiting) {
                if (other != provider && run.plan().outputs(other.provider()).contains(input)) {
                    return false;
                }
            }
            for (Running other : running) {
                if (run.plan().outputs(other.provider()).contains(input)) {
                    return false;
                }
            }
        }
        return true;
    }

    private int publishEnded() {
        int ended = 0;
        for (int i = 0; i < running.size(); ) {
            Running one = running.get(i);
            if (!one.call().hasEnded()) {
                i++;
                continue;
            }
            running.remove(i);
            done.add(one);
            ended++;
            if (one.call().failure().isEmpty()) {
                run.batch().publish(one.writer());
            } else {
                run.batch().fail(run.plan().outputs(one.provider()));
            }
        }
        return ended;
    }
}
