/**
 * The scenario's own columns and who fills them. {@link dev.medley.video.feature.VideoFeatures} is the list; each
 * provider fills its columns for the whole batch.
 */
package dev.medley.video.feature;
