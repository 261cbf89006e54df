package dev.medley.platform.filter;

import dev.medley.platform.batch.FeatureBatch;
import dev.medley.platform.batch.VerdictSheet;
import dev.medley.platform.execute.ComponentCaller;
import dev.medley.platform.execute.CpuWork;
import dev.medley.platform.execute.Failure;
import dev.medley.platform.execute.Guarded;
import dev.medley.platform.execute.ScenarioRun;
import dev.medley.platform.execute.Stage;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.component.CandidateFilter;
import java.util.List;
import java.util.Optional;

/** Runs the filters of one run, one after the other, each over the rows that the ones before left. */
public final class Filtering implements CpuWork {
    private static final ReasonCode FILTER_FAILED = new ReasonCode("FILTER_FAILED");

    private final ScenarioRun run;
    private int next;

    /** For that run. */
    public Filtering(ScenarioRun run) {
        this.run = run;
    }

    @Override
    public void run(ComponentCaller caller) {
        List<Guarded<CandidateFilter>> filters = run.filters();
        FeatureBatch batch = run.batch();
        while (next < filters.size()) {
            Guarded<CandidateFilter> filter = filters.get(next);
            VerdictSheet verdicts = new VerdictSheet(batch.rowCount());
            Optional<Failure> failure = caller.call(filter, called -> {
                called.apply(run.request(), batch, verdicts);
                verdicts.close();
            });
            String name = filter.key().component().value();
            if (failure.isEmpty()) {
                run.dropWhere(Stage.FILTER, name, verdicts::reason);
            } else {
                run.degrade(filter, failure.get());
                if (run.plan().onFailure(filter) == CandidateFilter.OnFailure.DROP_ALL) {
                    run.dropAll(Stage.FILTER, name, FILTER_FAILED);
                }
            }
            next++;
        }
    }
}
