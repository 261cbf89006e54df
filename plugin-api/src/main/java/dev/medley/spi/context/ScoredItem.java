package dev.medley.spi.context;

import dev.medley.spi.id.ItemId;

/**
 * An item and a number.
 *
 * @param item which
 * @param score what it says depends on who answered; finite, higher is more
 */
public record ScoredItem(ItemId item, float score) {}
