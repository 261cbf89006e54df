package dev.medley.spi.request;

import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A request as components see it: validated, with the user's profile and newest history read once by the platform.
 *
 * @param requestId names it in the answer, the trace and the logs
 * @param scenario the scenario that answers
 * @param userId who asks; absent for a guest
 * @param user what is known of them; {@link UserProfile#unknown()} for a guest or a stranger
 * @param history their newest interactions over all surfaces, oldest first, at most {@value #MAX_HISTORY}
 * @param sessionId the caller's session
 * @param query what was typed; trimmed, not empty
 * @param limit places in the slate, 1 to {@value #MAX_LIMIT}
 * @param context where and how (device, page, country of the call), as the caller put it
 * @param exclude items that must not be shown; the platform drops them, components need not
 * @param candidates if not empty, rank these instead of retrieving
 * @param deadline when the answer is worth nothing any more
 * @param seed the only source of chance
 * @param now the only source of time: the time of the newest log record that this node has applied
 * @param explain whether the caller wants reasons
 */
public record RankRequest(
        String requestId,
        ScenarioId scenario,
        Optional<UserId> userId,
        UserProfile user,
        List<Interaction> history,
        Optional<String> sessionId,
        Optional<String> query,
        int limit,
        Map<String, String> context,
        Set<ItemId> exclude,
        List<ItemId> candidates,
        Deadline deadline,
        long seed,
        Instant now,
        boolean explain) {
    /** At most so many places a slate. */
    public static final int MAX_LIMIT = 200;

    /** At most so many interactions travel with a request; {@code UserHistories} has the rest. */
    public static final int MAX_HISTORY = 500;

    /** Collections are not copied: whoever builds a request hands over immutable ones. */
    public RankRequest {
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(scenario, "scenario");
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(history, "history");
        Objects.requireNonNull(sessionId, "sessionId");
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(exclude, "exclude");
        Objects.requireNonNull(candidates, "candidates");
        Objects.requireNonNull(deadline, "deadline");
        Objects.requireNonNull(now, "now");
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit: " + limit + " is not allowed; 1 to " + MAX_LIMIT + " is");
        }
    }

    /** Chance for one component: the same request gives the same numbers, other components give others. */
    public SplittableRandom random(ComponentId component) {
        long mixed = seed ^ 0x9E3779B97F4A7C15L * component.value().hashCode();
        return new SplittableRandom(mixed);
    }

    /** A request with sensible values for everything: guest, ten places, one second, seed 0, at the epoch. */
    public static Builder builder(ScenarioId scenario) {
        return new Builder(scenario);
    }

    /** Builds requests in tests and in the platform; not thread-safe. */
    public static final class Builder {
        private final ScenarioId scenario;
        private String requestId = "request";
        private Optional<UserId> userId = Optional.empty();
        private UserProfile user = UserProfile.unknown();
        private List<Interaction> history = List.of();
        private Optional<String> sessionId = Optional.empty();
        private Optional<String> query = Optional.empty();
        private int limit = 10;
        private Map<String, String> context = Map.of();
        private Set<ItemId> exclude = Set.of();
        private List<ItemId> candidates = List.of();
        private Deadline deadline;
        private long seed;
        private Instant now = Instant.EPOCH;
        private boolean explain;

        private Builder(ScenarioId scenario) {
            this.scenario = Objects.requireNonNull(scenario, "scenario");
        }

        /** Sets the request's name. */
        public Builder requestId(String value) {
            requestId = value;
            return this;
        }

        /** Sets who asks, and what is known of them. */
        public Builder user(UserId id, UserProfile profile) {
            userId = Optional.of(id);
            user = profile;
            return this;
        }

        /** Sets the newest history, oldest first. */
        public Builder history(List<Interaction> value) {
            history = List.copyOf(value);
            return this;
        }

        /** Sets the session. */
        public Builder sessionId(String value) {
            sessionId = Optional.ofNullable(value);
            return this;
        }

        /** Sets what was typed. */
        public Builder query(String value) {
            query = Optional.ofNullable(value);
            return this;
        }

        /** Sets the number of places. */
        public Builder limit(int value) {
            limit = value;
            return this;
        }

        /** Sets the context. */
        public Builder context(Map<String, String> value) {
            context = Map.copyOf(value);
            return this;
        }

        /** Sets what must not be shown. */
        public Builder exclude(Set<ItemId> value) {
            exclude = Set.copyOf(value);
            return this;
        }

        /** Sets the caller's own candidates. */
        public Builder candidates(List<ItemId> value) {
            candidates = List.copyOf(value);
            return this;
        }

        /** Sets the deadline. */
        public Builder deadline(Deadline value) {
            deadline = value;
            return this;
        }

        /** Sets the seed. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** Sets the time. */
        public Builder now(Instant value) {
            now = value;
            return this;
        }

        /** Sets whether reasons are wanted. */
        public Builder explain(boolean value) {
            explain = value;
            return this;
        }

        /** The request; without a deadline it has one second from now. */
        public RankRequest build() {
            return new RankRequest(
                    requestId,
                    scenario,
                    userId,
                    user,
                    history,
                    sessionId,
                    query,
                    limit,
                    context,
                    exclude,
                    candidates,
                    deadline == null ? Deadline.in(Duration.ofSeconds(1)) : deadline,
                    seed,
                    now,
                    explain);
        }
    }
}
