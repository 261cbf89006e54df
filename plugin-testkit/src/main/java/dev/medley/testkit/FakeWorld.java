package dev.medley.testkit;

import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.UserId;
import dev.medley.spi.request.RankRequest;
import java.time.Instant;
import java.util.List;

/**
 * A small world in memory, with everything in it that the platform lends a scenario:
 *
 * <pre>{@code
 * FakeWorld world = new FakeWorld();
 * world.items().put(Item.of(ItemId.of("live", "room-1"), "Speed run").withAuthor("ada"));
 * world.users().put(new UserId("bo"), UserProfile.of(30, "US"));
 * world.interactions().add(new UserId("bo"), ItemId.of("live", "room-1"), InteractionType.CLICK, world.now());
 *
 * Scenario scenario = factory.create(factory.configSchema().defaults(), world.context(factory.scenario()));
 * RankRequest request = world.request(factory.scenario(), new UserId("bo")).limit(5).build();
 * }</pre>
 *
 * <p>Counters, neighbours and vector retrieval are computed from the items and interactions by the definitions in the
 * SPI's javadoc, so a test states facts and not their consequences; counts and neighbours can be set directly too.
 */
public final class FakeWorld {
    private final FakeCatalog items = new FakeCatalog();
    private final FakeUsers users = new FakeUsers();
    private final FakeUserHistories interactions = new FakeUserHistories();
    private final FakeClock clock = new FakeClock();
    private final FakeCounters counters = new FakeCounters(items, users, interactions, clock);
    private final FakeNeighbours neighbours = new FakeNeighbours(interactions);
    private final FakeVectors vectors = new FakeVectors(items);
    private final FakeMetrics metrics = new FakeMetrics();

    /** The items. */
    public FakeCatalog items() {
        return items;
    }

    /** The users. */
    public FakeUsers users() {
        return users;
    }

    /** What users did. */
    public FakeUserHistories interactions() {
        return interactions;
    }

    /** The log's time; it stands at {@link FakeClock#START} until moved. */
    public FakeClock clock() {
        return clock;
    }

    /** The counters. */
    public FakeCounters counters() {
        return counters;
    }

    /** Item-to-item by co-interaction. */
    public FakeNeighbours neighbours() {
        return neighbours;
    }

    /** Nearest items by content vector. */
    public FakeVectors vectors() {
        return vectors;
    }

    /** What scenarios have counted and recorded. */
    public FakeMetrics metrics() {
        return metrics;
    }

    /** The clock's time. */
    public Instant now() {
        return clock.instant();
    }

    /** What this world lends that scenario. */
    public FakeScenarioContext context(ScenarioId scenario) {
        return new FakeScenarioContext(
                scenario,
                items,
                interactions,
                counters,
                neighbours,
                vectors,
                clock,
                metrics,
                System.getLogger("dev.medley.scenario." + scenario));
    }

    /** A guest's request at the world's time; complete it and build it. */
    public RankRequest.Builder request(ScenarioId scenario) {
        return RankRequest.builder(scenario).now(clock.instant());
    }

    /**
     * A user's request at the world's time, with profile and newest history as the platform reads them; for a stranger
     * the profile is unknown and the history empty.
     */
    public RankRequest.Builder request(ScenarioId scenario, UserId user) {
        UserProfile profile = users.profile(user);
        List<Interaction> history = interactions.newest(user, RankRequest.MAX_HISTORY);
        return request(scenario).user(user, profile).history(history);
    }
}
