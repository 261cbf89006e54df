package dev.medley.platform.pipeline;

import dev.medley.platform.rerank.SlateExploration;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A slate that was answered, as it goes to the log.
 *
 * @param time the log's time that it was answered with
 * @param userId who asked
 * @param sessionId the caller's session
 * @param seed the request's chance: with the revisions, what a replay needs
 * @param result the answer
 * @param usualValues by scenario the mean of its best candidates' values, shown or not; 0 if it had none
 * @param exploration what was shown to learn about it
 * @param scored what the models saw of what is shown, for each scenario that was scored by packed inputs
 */
public record Impressions(
        Instant time,
        Optional<UserId> userId,
        Optional<String> sessionId,
        long seed,
        RankResult result,
        Map<ScenarioId, Double> usualValues,
        SlateExploration exploration,
        List<ScoredInputs> scored) {}
