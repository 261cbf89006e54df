/**
 * Rolls models out and back under load, over HTTP: {@link dev.medley.benchmarks.rollout.RolloutLoad} looks at every
 * answer while models are swapped, tried on a share of the users, shadowed and rolled back.
 */
package dev.medley.benchmarks.rollout;
