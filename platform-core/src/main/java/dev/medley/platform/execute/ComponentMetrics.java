package dev.medley.platform.execute;

import dev.medley.spi.failure.FailureOwner;
import dev.medley.spi.id.ScenarioId;

/** Hears what the runner measures. Any thread, on the request's path: be quick, do not block, do not throw. */
public interface ComponentMetrics {
    /** Hears nothing. */
    ComponentMetrics NONE = new ComponentMetrics() {};

    /** A component was called and returned in time, well or not. */
    default void called(ComponentKey component, long nanos) {}

    /** A component failed, overran or was left out; counted once for each request and stage. */
    default void failed(ComponentKey component, FailureOwner owner) {}

    /** A component's breaker has changed. */
    default void breakerChanged(ComponentKey component, BreakerState state) {}

    /** A stage of a request has ended. */
    default void stageEnded(ScenarioId scenario, Stage stage, long nanos) {}
}
