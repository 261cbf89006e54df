/**
 * What an evaluation found, for people: {@link dev.medley.platform.evaluate.report.HtmlReport} as one page with charts,
 * {@link dev.medley.platform.evaluate.report.TextReport} as plain text, both of the same {@link
 * dev.medley.platform.evaluate.report.EvaluationReport}; and what a comparison of re-rankers found, {@link
 * dev.medley.platform.evaluate.report.SweepPage} and {@link dev.medley.platform.evaluate.report.SweepText} of a {@link
 * dev.medley.platform.evaluate.report.SweepReport}. For machines the codec package writes both as JSON.
 */
package dev.medley.platform.evaluate.report;
