package dev.medley.platform.execute;

import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ScenarioId;

/**
 * Names a component over all scenarios.
 *
 * @param scenario whose it is
 * @param stage where it works
 * @param component its name in the scenario
 */
public record ComponentKey(ScenarioId scenario, Stage stage, ComponentId component) {
    @Override
    public String toString() {
        return scenario + "/" + stage.label() + "/" + component;
    }
}
