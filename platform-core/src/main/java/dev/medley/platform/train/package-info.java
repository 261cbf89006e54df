/**
 * Learning a model from the world: one background thread at a time reads histories and judgments, learns, judges on a
 * hold-out, and hands the model with its figures to the registry. Imports no framework. docs/models.md says how.
 */
package dev.medley.platform.train;
