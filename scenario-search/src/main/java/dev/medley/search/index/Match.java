package dev.medley.search.index;

/**
 * An item that the index found.
 *
 * @param key the item's key on its surface
 * @param score BM25 over the fields; higher is better
 */
public record Match(String key, float score) {}
