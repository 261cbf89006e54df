/**
 * How well a model does, as numbers: pure code over arrays, on the JDK alone.
 *
 * <p>Rows come as {@link dev.medley.platform.evaluate.JudgedRows}: a score, a label, perhaps a weight and a group (a
 * user or a query) each. {@link dev.medley.platform.evaluate.Metrics} computes one figure of them,
 * {@link dev.medley.platform.evaluate.FigureTable} all figures of a model per scenario and task.
 * {@link dev.medley.platform.evaluate.PairedDifference} says whether two models differ by more than their seeds do,
 * {@link dev.medley.platform.evaluate.PairedBootstrap} and {@link dev.medley.platform.evaluate.DeLongTest} whether they
 * differ by more than the rows at hand do.
 *
 * <p>A figure that is not defined, such as the AUC of rows that are all alike, is null or absent, never a number.
 */
package dev.medley.platform.evaluate;
