package dev.medley.platform.plugin;

import dev.medley.platform.world.World;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.context.Counters;
import dev.medley.spi.context.ItemNeighbours;
import dev.medley.spi.context.Metrics;
import dev.medley.spi.context.ScenarioContext;
import dev.medley.spi.context.UserHistories;
import dev.medley.spi.context.VectorRetrieval;
import dev.medley.spi.id.ScenarioId;
import java.time.InstantSource;

/**
 * What one scenario instance is lent. Closing it ends the subscriptions that the scenario has left open: one that is
 * forgotten would keep the plugin's class loader alive for ever.
 */
final class ScenarioServices implements ScenarioContext, AutoCloseable {
    private final ScenarioId scenario;
    private final World world;
    private final Metrics metrics;
    private final FollowedCatalog catalog;
    private final System.Logger logger;

    ScenarioServices(ScenarioId scenario, World world, Metrics metrics, ClassLoader pluginLoader) {
        this.scenario = scenario;
        this.world = world;
        this.metrics = metrics;
        this.logger = System.getLogger("dev.medley.scenario." + scenario);
        this.catalog = new FollowedCatalog(world.catalog(), pluginLoader, logger);
    }

    @Override
    public ScenarioId scenario() {
        return scenario;
    }

    @Override
    public Catalog catalog() {
        return catalog;
    }

    @Override
    public UserHistories userHistories() {
        return world.histories();
    }

    @Override
    public Counters counters() {
        return world.counters();
    }

    @Override
    public ItemNeighbours neighbours() {
        return world.neighbours();
    }

    @Override
    public VectorRetrieval vectors() {
        return world.vectors();
    }

    @Override
    public InstantSource clock() {
        return world.clock();
    }

    @Override
    public Metrics metrics() {
        return metrics;
    }

    @Override
    public System.Logger logger() {
        return logger;
    }

    /** Ends every subscription that is still open. */
    @Override
    public void close() {
        catalog.close();
    }
}
