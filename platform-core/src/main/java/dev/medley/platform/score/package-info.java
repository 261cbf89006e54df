/**
 * The model port, and what swaps models. Columns in, task scores out, the whole batch at once; no type of any library.
 * Each runtime is a sub-package, the only place that imports it.
 */
package dev.medley.platform.score;
