/**
 * The re-ranker of requests: makes one problem of the rows of a scenario, or of a page's scenarios, for the pure pass in
 * {@link dev.medley.platform.rerank.slate}, and asks the scenarios' policies between its places. {@link
 * dev.medley.platform.rerank.RuleMaking} makes rules of constraints, quotas and caps, {@link
 * dev.medley.platform.rerank.WorthMaking} says what rows are worth, {@link dev.medley.platform.rerank.SlateLaying} lays.
 * Imports no framework.
 */
package dev.medley.platform.rerank;
