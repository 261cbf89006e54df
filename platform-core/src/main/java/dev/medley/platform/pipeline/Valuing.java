package dev.medley.platform.pipeline;

import dev.medley.platform.batch.FeatureBatch;
import dev.medley.platform.execute.ComponentCaller;
import dev.medley.platform.execute.CpuWork;
import dev.medley.platform.execute.Failure;
import dev.medley.platform.execute.Guarded;
import dev.medley.platform.execute.ScenarioRun;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.failure.ContractBreachException;
import dev.medley.spi.request.RankRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes one value of each selected row's task scores, and multiplies it by the adjusters' factors, in their order. */
final class Valuing implements CpuWork {
    private final ScenarioRun run;
    private float[] values;
    private int nextAdjuster;

    Valuing(ScenarioRun run) {
        this.run = run;
    }

    @Override
    public void run(ComponentCaller caller) {
        if (values == null) {
            // What is valued again, after another model has scored, begins anew.
            run.factors().clear();
            values = value(caller);
        }
        List<Guarded<ScoreAdjuster>> adjusters = run.adjusters();
        while (nextAdjuster < adjusters.size()) {
            adjust(caller, adjusters.get(nextAdjuster));
            nextAdjuster++;
        }
        for (int row : run.batch().selection()) {
            if (!Float.isFinite(values[row])) {
                values[row] = Float.NEGATIVE_INFINITY;
            }
        }
        run.setValues(values);
    }

    /** The array is copied, so that the value model cannot change its mind later. */
    private float[] value(ComponentCaller caller) {
        RankRequest request = run.request();
        FeatureBatch batch = run.batch();
        float[] written = new float[batch.rowCount()];
        ScoreColumns scores = new ScoreColumns(run.plan().scenario().tasks(), run.scores());
        Optional<Failure> failure =
                caller.call(run.plan().valueModel(), model -> model.value(request, batch, scores, written));
        failure.ifPresent(why -> run.degrade(run.plan().valueModel(), why));
        return failure.isPresent() ? run.scores()[0].clone() : written.clone();
    }

    private void adjust(ComponentCaller caller, Guarded<ScoreAdjuster> adjuster) {
        RankRequest request = run.request();
        FeatureBatch batch = run.batch();
        float[] factors = new float[batch.rowCount()];
        Arrays.fill(factors, 1);
        Optional<Failure> failure = caller.call(adjuster, called -> {
            called.adjust(request, batch, factors);
            for (int row : batch.selection()) {
                if (!Float.isFinite(factors[row]) || factors[row] < 0) {
                    throw new ContractBreachException(
                            "factor " + factors[row] + " in row " + row + "; a finite number, 0 or more, is needed");
                }
            }
        });
        if (failure.isPresent()) {
            run.degrade(adjuster, failure.get());
            return;
        }
        for (int row : batch.selection()) {
            values[row] = values[row] * factors[row];
        }
        run.factors().add(new ScenarioRun.Factors(adjuster.key().component(), factors));
    }
}
