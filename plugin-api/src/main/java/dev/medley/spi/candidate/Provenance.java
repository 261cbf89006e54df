package dev.medley.spi.candidate;

import dev.medley.spi.id.ComponentId;

/**
 * One find of one item.
 *
 * @param source who found it
 * @param rank its place in that source's list, from 0
 * @param score what the source gave it
 */
public record Provenance(ComponentId source, int rank, float score) {}
