package dev.medley.platform.plugin;

import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.Judgment;
import dev.medley.platform.world.Users;
import dev.medley.platform.world.World;
import dev.medley.platform.world.WorldCounts;
import dev.medley.spi.context.Counters;
import dev.medley.spi.context.ItemNeighbours;
import dev.medley.spi.context.UserHistories;
import dev.medley.spi.context.VectorRetrieval;
import dev.medley.testkit.FakeCatalog;
import dev.medley.testkit.FakeWorld;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The testkit's world behind the platform's port; nobody here asks for users or judgments. */
final class TestWorld implements World {
    private final FakeWorld fakes = new FakeWorld();

    @Override
    public FakeCatalog catalog() {
        return fakes.items();
    }

    @Override
    public Users users() {
        throw new UnsupportedOperationException("no test needs users");
    }

    @Override
    public UserHistories histories() {
        return fakes.interactions();
    }

    @Override
    public Counters counters() {
        return fakes.counters();
    }

    @Override
    public ItemNeighbours neighbours() {
        return fakes.neighbours();
    }

    @Override
    public VectorRetrieval vectors() {
        return fakes.vectors();
    }

    @Override
    public List<Judgment> judgments() {
        return List.of();
    }

    @Override
    public List<DatasetDeclaration> datasets() {
        return List.of();
    }

    @Override
    public InstantSource clock() {
        return fakes.clock();
    }

    @Override
    public WorldCounts counts() {
        return new WorldCounts(Map.of(), 0, Map.of(), 0);
    }
}
