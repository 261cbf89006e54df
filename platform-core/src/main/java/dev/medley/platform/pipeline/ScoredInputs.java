package dev.medley.platform.pipeline;

import dev.medley.platform.score.input.RequestRows;
import dev.medley.spi.id.ScenarioId;

/**
 * What the model saw of one scenario's shown items: enough to score them again.
 *
 * @param scenario whose
 * @param model revision of the weights
 * @param positions for each row the item's position in the answer, ascending
 * @param rows the packed inputs
 */
public record ScoredInputs(ScenarioId scenario, String model, int[] positions, RequestRows rows) {}
