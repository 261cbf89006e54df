/** Task scores: what the shared model predicts, one calibrated probability per task and row. */
package dev.medley.spi.score;
