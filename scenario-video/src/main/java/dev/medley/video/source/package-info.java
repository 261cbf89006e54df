/**
 * Where videos come from. No source looks at the whole catalogue: neighbours, counters and two bounded indexes, {@link
 * dev.medley.video.source.FreshUploads} and {@link dev.medley.video.source.VideoLots}, answer in the order that is asked
 * for. No source proposes what the user has watched: the places are better used.
 *
 * <p>Scores are between 0 and 1.
 */
package dev.medley.video.source;
