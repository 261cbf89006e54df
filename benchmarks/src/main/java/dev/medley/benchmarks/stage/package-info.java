/**
 * Measures the engine in its own process, without HTTP and without a broker: whole requests stage by stage, and the
 * re-ranker alone. {@link dev.medley.benchmarks.stage.StageReport} runs all of it and prints the tables.
 */
package dev.medley.benchmarks.stage;
