/**
 * Published models, and which of them score whom.
 *
 * <p>A model is a folder: {@code manifest.json} ({@link dev.medley.platform.score.registry.ModelManifest}), {@code
 * weights.safetensors}, and whatever else its kind needs. {@link dev.medley.platform.score.registry.ModelRegistry} changes,
 * one after the other, the published folders ({@link dev.medley.platform.score.registry.ModelFolders}) and the roll-out
 * that serves ({@link dev.medley.platform.score.registry.ServingRollout}, {@link
 * dev.medley.platform.score.registry.Rollout}): the active model, a canary for
 * a share of the users, a shadow that scores beside the active one and is never served, and the way back. The roll-out is
 * one immutable value that is swapped by one volatile write, so a request sees all of a change or nothing of it. What
 * makes a model of a folder is a {@link dev.medley.platform.score.registry.ModelReader}, one for each runtime.
 */
package dev.medley.platform.score.registry;
