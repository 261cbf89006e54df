/**
 * How good slates are, as numbers: to the user ({@link dev.medley.platform.evaluate.slate.SlateGain}), in variety ({@link
 * dev.medley.platform.evaluate.slate.SlateVariety}), in keeping to what a user is interested in ({@link
 * dev.medley.platform.evaluate.slate.InterestCalibration}), and in fairness to groups of items, within a slate ({@link
 * dev.medley.platform.evaluate.slate.GroupRepresentation}) and over many ({@link
 * dev.medley.platform.evaluate.slate.GroupExposure}). {@link dev.medley.platform.evaluate.slate.ParetoFront} says which
 * of several trade-offs are worth having, and how much they are worth together.
 *
 * <p>Pure code over arrays, on the JDK alone; a slate is an array of rows in order, and a part of it that counts. What
 * is not defined, such as the distance within a slate of one row, is NaN.
 */
package dev.medley.platform.evaluate.slate;
