package dev.medley.platform.pipeline;

import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a caller asks for, checked for form but not against any scenario.
 *
 * @param requestId the caller's name for it, 1 to 128 characters; absent if the platform is to make one
 * @param userId who asks
 * @param sessionId the caller's session
 * @param query what was typed; not blank
 * @param limit places wanted, 1 to 200
 * @param context where and how; at most 32 entries
 * @param exclude items that must not be shown; at most 1,000
 * @param candidates rank these instead of retrieving; at most 2,000
 * @param deadline what the caller waits for, 1 ms to 10 s; absent for the configured default
 * @param seed chance; absent if the platform is to choose
 * @param explain whether reasons are wanted in the answer
 */
public record RankCommand(
        Optional<String> requestId,
        Optional<UserId> userId,
        Optional<String> sessionId,
        Optional<String> query,
        int limit,
        Map<String, String> context,
        Set<ItemId> exclude,
        List<ItemId> candidates,
        Optional<Duration> deadline,
        OptionalLong seed,
        boolean explain) {
    /** The same, of items of those surfaces alone. */
    RankCommand about(Set<SurfaceId> surfaces) {
        return new RankCommand(
                requestId,
                userId,
                sessionId,
                query,
                limit,
                context,
                exclude.stream()
                        .filter(item -> surfaces.contains(item.surface()))
                        .collect(Collectors.toSet()),
                candidates.stream()
                        .filter(item -> surfaces.contains(item.surface()))
                        .toList(),
                deadline,
                seed,
                explain);
    }
}
