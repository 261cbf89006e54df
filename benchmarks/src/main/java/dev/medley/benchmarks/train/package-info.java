/**
 * How fast the ranking core learns: {@link dev.medley.benchmarks.train.TrainingSpeed} has the product's trainer and the
 * loop that one would write with DJL alone take turns on the same examples.
 */
package dev.medley.benchmarks.train;
