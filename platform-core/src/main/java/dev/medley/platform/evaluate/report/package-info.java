/**
 * What an evaluation found, for people: {@link dev.medley.platform.evaluate.report.HtmlReport} as one page with charts,
 * {@link dev.medley.platform.evaluate.report.TextReport} as plain text, both of the same {@link
 * dev.medley.platform.evaluate.report.EvaluationReport}. For machines the codec package writes it as JSON.
 */
package dev.medley.platform.evaluate.report;
