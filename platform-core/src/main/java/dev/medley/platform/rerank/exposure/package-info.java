/**
 * Fairness and exploration over many requests, where {@code rerank} lays one slate.
 *
 * <p>{@link dev.medley.platform.rerank.exposure.AttentionUnit} says how much attention a place gets, {@link
 * dev.medley.platform.rerank.exposure.ExposureLedger} counts who got how much of it, {@link
 * dev.medley.platform.rerank.exposure.PriceBook} makes prices of that towards an {@link
 * dev.medley.platform.rerank.exposure.ExposureGoal}, and {@link dev.medley.platform.rerank.exposure.Prices} is what a
 * re-ranker asks. {@link dev.medley.platform.rerank.exposure.Pacing} spends a budget evenly, {@link
 * dev.medley.platform.rerank.exposure.UncertaintyBonus} and {@link
 * dev.medley.platform.rerank.slate.RandomizedChoice} explore with a known probability, and {@link
 * dev.medley.platform.rerank.exposure.UserQuality} says how good slates are for whom.
 *
 * <p>All of it is pure: no clock, no thread, no chance but a seed. Objects that change are for one thread.
 */
package dev.medley.platform.rerank.exposure;
