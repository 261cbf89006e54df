/**
 * Candidates: what sources find, and the batch of them that travels through the pipeline.
 *
 * <p>A row keeps its number for life. Filters do not move rows; they drop them, with a reason, and the selection of
 * what is left gets shorter.
 */
package dev.medley.spi.candidate;
