package dev.medley.platform.execute;

import dev.medley.spi.id.ScenarioId;

/** How long each stage of a run took. One thread at a time. */
public final class StageClock {
    private static final Stage[] STAGES = Stage.values();

    private final ScenarioId scenario;
    private final ComponentMetrics metrics;
    private final long[] nanos = new long[STAGES.length];
    private long startNanos;

    StageClock(ScenarioId scenario, ComponentMetrics metrics) {
        this.scenario = scenario;
        this.metrics = metrics;
    }

    /** A stage starts. */
    public void start() {
        startNanos = System.nanoTime();
    }

    /** The stage that started last has ended; it may have several parts. */
    public void end(Stage stage) {
        add(stage, System.nanoTime() - startNanos);
    }

    /** The stage took so long, or a part of it. */
    public void add(Stage stage, long part) {
        nanos[stage.ordinal()] += part;
        metrics.stageEnded(scenario, stage, part);
    }

    /** Nanoseconds that the stage took; 0 if it did not run. */
    public long nanos(Stage stage) {
        return nanos[stage.ordinal()];
    }
}
