package dev.medley.platform.explain;

import dev.medley.platform.rerank.PlaceStory;
import dev.medley.platform.rerank.slate.Relaxation;
import dev.medley.spi.candidate.Provenance;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One request, told from its trace.
 *
 * @param requestId the request
 * @param scenarios who answered
 * @param now the log's time that it was answered with
 * @param seed its chance
 * @param candidates every candidate: those in the slate first, by place; then by scenario and row
 * @param notRows what sources found that made no row, in order of finds
 * @param stages how long each step took, in order; the scenarios of a mixed page run side by side
 * @param relaxations the rules of the slate that could not be held
 * @param priceRevision the prices of exposure that the slate was laid with; 0 as long as nothing has a price
 * @param degraded what did not work, as in the answer
 * @param configRevision the effective configuration that answered
 * @param modelRevision the model that answered
 * @param pluginRevisions the plugins that answered, by id
 */
public record Explanation(
        String requestId,
        List<ScenarioId> scenarios,
        Instant now,
        long seed,
        List<CandidateStory> candidates,
        List<NotRow> notRows,
        List<StageTime> stages,
        List<Relaxation> relaxations,
        long priceRevision,
        List<String> degraded,
        String configRevision,
        String modelRevision,
        Map<String, String> pluginRevisions) {
    /**
     * What happened to one candidate.
     *
     * @param scenario who brought it
     * @param item what
     * @param position its place, from 0; absent if it is not in the slate
     * @param dropped why not, if somebody dropped it; absent too for one that just was not good enough
     * @param provenance who found it, best rank first
     * @param tasks the model's scores; empty if it was dropped before
     * @param value after the adjusters; absent if it was dropped before
     * @param factors the adjusters' factors, in their order; those that are 1 left out
     * @param placement why it stands where it does; absent if it is not in the slate
     * @param reasons of sources and constraints
     * @param features the columns by name, if the request asked to explain; a cell without value is MISSING or FAILED
     */
    public record CandidateStory(
            ScenarioId scenario,
            ItemId item,
            OptionalInt position,
            Optional<Drop> dropped,
            List<Provenance> provenance,
            Map<TaskId, Float> tasks,
            OptionalDouble value,
            List<Factor> factors,
            Optional<Placement> placement,
            List<Reason> reasons,
            Map<String, String> features) {}

    /**
     * Why a candidate stands at its place.
     *
     * @param story the numbers
     * @param other the best candidate that did not get the place
     */
    public record Placement(PlaceStory story, Optional<Other> other) {}

    /**
     * A candidate that did not get a place.
     *
     * @param gain what it would have added there
     * @param blockedBy the rule that kept it away; empty if its gain was not enough, or chance drew another
     */
    public record Other(ScenarioId scenario, ItemId item, double gain, Optional<String> blockedBy) {}

    /**
     * Where a candidate was dropped.
     *
     * @param stage the step
     * @param component who dropped it
     * @param reason why
     */
    public record Drop(String stage, String component, ReasonCode reason) {}

    /**
     * An adjuster's factor.
     *
     * @param adjuster whose
     * @param factor the value was multiplied by it
     */
    public record Factor(String adjuster, float factor) {}

    /**
     * A find that made no row.
     *
     * @param item what
     * @param source who found it
     * @param reason EXCLUDED or UNKNOWN_ITEM
     */
    public record NotRow(ItemId item, String source, ReasonCode reason) {}

    /**
     * How long a step took.
     *
     * @param scenario of which scenario; on a page, what is common to all of them stands at each
     * @param stage the step
     * @param nanos nanoseconds
     */
    public record StageTime(String scenario, String stage, long nanos) {}
}
