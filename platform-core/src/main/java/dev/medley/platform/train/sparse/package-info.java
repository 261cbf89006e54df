/**
 * What the learning of models of hashed keys shares: which keys are admitted, the passes with their stopping, and the
 * linear part of domain and statistics, which is learnt first and then held still.
 *
 * <p>It is held still because statistics are given as others made them: a key's weight, learnt together with the rate of
 * the same key over the other rows, could read off their difference which rows are yes.
 */
package dev.medley.platform.train.sparse;
