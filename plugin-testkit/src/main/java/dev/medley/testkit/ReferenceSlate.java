package dev.medley.testkit;

import dev.medley.spi.candidate.Provenance;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.TaskId;
import java.util.List;
import java.util.Map;

/**
 * What the {@link ReferencePipeline} answers, and why.
 *
 * @param items the slate, first place first
 * @param dropped every candidate that could not be shown, in the order of the stages
 * @param degraded what did not work as it should, each {@code "<step>: <component>: <why>"}
 * @param relaxed the constraints that had to be let go, in the order of places
 */
public record ReferenceSlate(List<Placed> items, List<Dropped> dropped, List<String> degraded, List<Relaxed> relaxed) {
    /** Takes copies. */
    public ReferenceSlate {
        items = List.copyOf(items);
        dropped = List.copyOf(dropped);
        degraded = List.copyOf(degraded);
        relaxed = List.copyOf(relaxed);
    }

    /**
     * One place.
     *
     * @param position from 0
     * @param scenario who brought the item
     * @param item what
     * @param value what the order was made by, before the policies' gains
     * @param tasks the score of each of the scenario's tasks
     * @param provenance who found it, best rank first
     * @param reasons what the sources said, then {@code RELAXED} for each constraint let go at this place
     */
    public record Placed(
            int position,
            ScenarioId scenario,
            ItemId item,
            float value,
            Map<TaskId, Float> tasks,
            List<Provenance> provenance,
            List<Reason> reasons) {}

    /**
     * One candidate that is out.
     *
     * @param scenario who brought it
     * @param item what
     * @param stage where it went: merge, filter, trim or safety
     * @param component the filter or rule; {@code platform} where the platform itself dropped it
     * @param reason why
     */
    public record Dropped(ScenarioId scenario, ItemId item, String stage, ComponentId component, ReasonCode reason) {}

    /**
     * One constraint let go for one place.
     *
     * @param position from 0
     * @param constraint which; on a page of several scenarios {@code <scenario>/<constraint>}, or the page's own
     */
    public record Relaxed(int position, String constraint) {}

    /** The items alone, first place first: the short form for assertions. */
    public List<ItemId> itemIds() {
        return items.stream().map(Placed::item).toList();
    }

    /** Whether the item has a place. */
    public boolean shows(ItemId item) {
        return items.stream().anyMatch(placed -> placed.item().equals(item));
    }

    /** The first reason for which that item was dropped, or an empty text. */
    public String reasonFor(ItemId item) {
        return dropped.stream()
                .filter(drop -> drop.item().equals(item))
                .map(drop -> drop.reason().value())
                .findFirst()
                .orElse("");
    }
}
