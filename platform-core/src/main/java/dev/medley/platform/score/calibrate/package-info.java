/** Monotone maps from a model's raw outputs to probabilities that compare across domains and tasks. Pure. */
package dev.medley.platform.score.calibrate;
