/**
 * Keeps the exposure of what this node answers, shares it, and follows the prices: {@link
 * dev.medley.platform.exposure.LiveExposure} is an {@link dev.medley.platform.pipeline.ImpressionSink} that counts in the
 * background, {@link dev.medley.platform.exposure.ExposureKeeping} is what it does step by step, and {@link
 * dev.medley.platform.exposure.ExposureSettings} what there is to set. What is counted and how prices follow is {@code
 * rerank.exposure}.
 *
 * <p>Nothing is stored but in the log: each node writes its own counts under its own key, so that nobody overwrites another,
 * and whoever is first in a tick writes the prices of all. Imports no framework.
 */
package dev.medley.platform.exposure;
