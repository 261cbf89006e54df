package dev.medley.platform.pipeline;

import dev.medley.spi.id.ScenarioId;
import java.util.List;

/** Answers. Blocks until the answer is there or the deadline has passed: call it on a virtual thread. */
public interface Ranker {
    /**
     * One scenario's slate.
     *
     * @throws RankRefusedException if the scenario does not exist, the request lacks what it requires, or nothing could
     *     be retrieved
     */
    RankResult rank(ScenarioId scenario, RankCommand command) throws RankRefusedException;

    /**
     * One slate over several scenarios, each at most once. A scenario that fails only lacks; the answer says so.
     *
     * @throws RankRefusedException as for one, if none of them can answer
     */
    RankResult rankPage(List<ScenarioId> scenarios, RankCommand command) throws RankRefusedException;
}
