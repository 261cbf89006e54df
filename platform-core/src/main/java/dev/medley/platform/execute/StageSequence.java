package dev.medley.platform.execute;

import java.util.List;

/** Stages that one thread runs one after the other; where a component overruns, the next thread goes on in its stage. */
public final class StageSequence implements CpuWork {
    private final List<TimedStage> stages;
    private int next;
    private boolean started;

    /**
     * A stage and where its time is noted.
     *
     * @param stage which
     * @param clocks one for each scenario that takes part
     * @param work what it does
     */
    public record TimedStage(Stage stage, List<StageClock> clocks, CpuWork work) {
        /** A stage of one run. */
        public static TimedStage of(Stage stage, ScenarioRun run, CpuWork work) {
            return new TimedStage(stage, List.of(run.clock()), work);
        }
    }

    /** A sequence that has not begun. */
    public StageSequence(List<TimedStage> stages) {
        this.stages = stages;
    }

    @Override
    public void run(ComponentCaller caller) {
        while (next < stages.size()) {
            TimedStage stage = stages.get(next);
            if (!started) {
                for (StageClock clock : stage.clocks()) {
                    clock.start();
                }
                started = true;
            }
            stage.work().run(caller);
            for (StageClock clock : stage.clocks()) {
                clock.end(stage.stage());
            }
            started = false;
            next++;
        }
    }
}
