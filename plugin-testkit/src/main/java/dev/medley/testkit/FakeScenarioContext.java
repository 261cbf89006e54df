package dev.medley.testkit;

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
 * A context of parts that a test chooses. {@link FakeWorld#context} makes one of the world's fakes; make your own to put
 * one that fails in a fake's place.
 */
public record FakeScenarioContext(
        ScenarioId scenario,
        Catalog catalog,
        UserHistories userHistories,
        Counters counters,
        ItemNeighbours neighbours,
        VectorRetrieval vectors,
        InstantSource clock,
        Metrics metrics,
        System.Logger logger)
        implements ScenarioContext {}
