/**
 * The re-ranker: lays a slate place by place, the feasible row with the greatest gain first. {@link
 * dev.medley.platform.rerank.GreedySlate} is pure and knows arrays only; {@link
 * dev.medley.platform.rerank.SlateLaying} brings the policies and the rows of one scenario or of a page's. Imports no
 * framework.
 */
package dev.medley.platform.rerank;
