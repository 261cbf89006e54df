package dev.medley.platform.train.factor;

import dev.medley.platform.score.factor.LinearFactors;

/**
 * Linear factors, and what a model that is learnt on top of them must take away from the scores of the very rows that
 * they were learnt from.
 *
 * @param factors for serving
 * @param ownShares for each row, by how much its user's score for its item falls if the row had not been there: then it
 *     is what it would be in serving, where what is asked for was not learnt from. No fold has to be left out, so no
 *     score is weaker than in serving for want of rows
 */
public record LinearFit(LinearFactors factors, float[] ownShares) {}
