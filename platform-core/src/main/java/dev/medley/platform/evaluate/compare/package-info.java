/**
 * Ways of laying slates that others have published, to compare ours with: each from its paper, none in the product. A
 * {@link dev.medley.platform.evaluate.compare.SlateMethod} lays the slate of a {@link
 * dev.medley.platform.evaluate.compare.SlateCase}; a {@link dev.medley.platform.evaluate.compare.SweptMethod} makes it
 * for a weight between what the model wants and what else a slate should be, and {@link
 * dev.medley.platform.evaluate.compare.SlateSweep} lays the same cases with every method over the same weights and
 * computes the same figures of each.
 *
 * <p>Pure code over arrays, on the JDK alone.
 */
package dev.medley.platform.evaluate.compare;
