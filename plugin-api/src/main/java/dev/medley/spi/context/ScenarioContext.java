package dev.medley.spi.context;

import dev.medley.spi.id.ScenarioId;
import java.time.InstantSource;

/** What the platform lends to one scenario instance. Valid until the scenario is closed. */
public interface ScenarioContext {
    /** The scenario that this was made for. */
    ScenarioId scenario();

    /** The items. */
    Catalog catalog();

    /** What users did. */
    UserHistories userHistories();

    /** Real-time counters. */
    Counters counters();

    /** Item-to-item by co-interaction. */
    ItemNeighbours neighbours();

    /** Nearest items by content vector. */
    VectorRetrieval vectors();

    /** The log's time. For work outside a request only; within one, use {@code request.now()}. */
    InstantSource clock();

    /** The scenario's own metrics. */
    Metrics metrics();

    /** A logger that names the scenario. */
    System.Logger logger();
}
