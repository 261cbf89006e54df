/**
 * The first learnt model: one logistic regression for each task on each surface, over the shared features and hashed
 * categories. The runtime is this package itself; it needs no library. docs/model.md says how it is trained and judged.
 */
package dev.medley.platform.score.logistic;
