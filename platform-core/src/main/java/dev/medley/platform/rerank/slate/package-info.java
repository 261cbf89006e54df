/**
 * Lays one slate over rows {@code 0 .. n-1}: pure code over arrays that knows neither plugins nor scenarios.
 *
 * <p>{@link dev.medley.platform.rerank.slate.SlateProblem} says what there is to choose from, {@link
 * dev.medley.platform.rerank.slate.SlateRule} what the slate must hold, {@link
 * dev.medley.platform.rerank.slate.SlateWeights} what is worth how much. {@link
 * dev.medley.platform.rerank.slate.SlateWorkspace} lays: place by place the allowed row with the greatest marginal gain of
 *
 * <pre>{@code
 * sum [ value + prices of its groups - risk + bonus ] + theta * log det(I + alpha L) + sum_c w_c * sqrt(n_c)
 * }</pre>
 *
 * and tells of each place how its gain came about. One problem and one workspace a thread; both are used again and
 * again, and after the first slates of a size nothing is allocated. {@code docs/reranking.md} explains the method.
 */
package dev.medley.platform.rerank.slate;
