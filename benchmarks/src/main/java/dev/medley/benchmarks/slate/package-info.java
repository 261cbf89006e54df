/**
 * Measures the re-ranker beside simpler ones, on one thread, over problems made here. {@link
 * dev.medley.benchmarks.slate.SlateBenchmark} runs all of it and prints a table.
 */
package dev.medley.benchmarks.slate;
