package dev.medley.platform.score.registry;

import java.util.Optional;

/**
 * A model that is published.
 *
 * @param revision the model's
 * @param manifest what stands beside its weights; absent if it cannot be read any more
 */
public record PublishedModel(String revision, Optional<ModelManifest> manifest) {}
