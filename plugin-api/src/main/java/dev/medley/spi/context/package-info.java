/**
 * What the platform lends a scenario: the catalogue, histories, counters, neighbours, vector retrieval, a clock, metrics
 * and a logger.
 *
 * <p>All services answer from memory, may be called from any thread, and never throw for an item or user that does not
 * exist. They follow the log: what they say is the state after the newest record that this node has applied.
 */
package dev.medley.spi.context;
