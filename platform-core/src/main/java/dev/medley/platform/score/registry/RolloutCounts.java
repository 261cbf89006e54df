package dev.medley.platform.score.registry;

/**
 * What the roll-out has decided and measured since the start.
 *
 * @param active requests that were given to the active model
 * @param canary requests that were given to the canary
 * @param shadowed batches that the present shadow has scored
 * @param shadowDropped batches that it had no time for
 * @param shadowFailed batches that it could not score
 */
public record RolloutCounts(long active, long canary, long shadowed, long shadowDropped, long shadowFailed) {}
