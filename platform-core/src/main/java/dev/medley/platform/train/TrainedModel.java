package dev.medley.platform.train;

import dev.medley.platform.score.ModelManifest;

/**
 * A model that has been learnt and judged.
 *
 * @param manifest what stands beside it
 * @param weights the content of its weights file; not to be changed
 */
record TrainedModel(ModelManifest manifest, byte[] weights) {}
