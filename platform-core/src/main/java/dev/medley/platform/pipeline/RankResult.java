package dev.medley.platform.pipeline;

import dev.medley.spi.candidate.Provenance;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.TaskId;
import java.util.List;
import java.util.Map;

/**
 * The answer.
 *
 * @param requestId the request's name
 * @param scenarios who answered: one, or those of a mixed page
 * @param items the slate, first place first
 * @param degraded what did not work as it should, each {@code "<step>: <component>: <why>"}; empty in good order
 * @param revisions what exactly answered
 */
public record RankResult(
        String requestId,
        List<ScenarioId> scenarios,
        List<PlacedItem> items,
        List<String> degraded,
        Revisions revisions) {
    /**
     * One place.
     *
     * @param position from 0
     * @param scenario who brought the item
     * @param item what
     * @param value what the order was made by, before the re-ranker's gains
     * @param tasks the model's probability for each of the scenario's tasks, in the scenario's order
     * @param provenance who found it, best rank first
     * @param reasons of sources, adjusters and constraints; in full only where the request asks to explain
     */
    public record PlacedItem(
            int position,
            ScenarioId scenario,
            ItemId item,
            float value,
            Map<TaskId, Float> tasks,
            List<Provenance> provenance,
            List<Reason> reasons) {}

    /**
     * Names of exactly what answered.
     *
     * @param config the effective configuration of the scenarios
     * @param model the model's weights
     * @param prices of exposure; 0 as long as nothing has a price
     * @param plugins plugin id to version and content
     */
    public record Revisions(String config, String model, long prices, Map<String, String> plugins) {}
}
