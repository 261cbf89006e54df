/**
 * The scenario's own columns and who fills them. {@link dev.medley.live.feature.LiveFeatures} is the list; each provider
 * fills its columns for the whole batch.
 */
package dev.medley.live.feature;
