/**
 * Learning from who gave what which value alone, without a feature of user or item: {@link
 * dev.medley.platform.train.factor.RatingMatrix} holds the rows, a {@link dev.medley.platform.train.factor.Learner}
 * makes {@link dev.medley.platform.train.factor.Factors} of them, and {@link
 * dev.medley.platform.train.factor.OutOfFold} makes scores for the very rows that were learnt from, on which another
 * model may learn. Plain Java over float arrays: no framework, no state, the same bits for the same seed.
 *
 * <pre>{@code
 * RatingMatrix matrix = new RatingMatrix(users, items, values, userCount, itemCount);
 * Learner<ItemAutoencoderFactors> learner = new ItemAutoencoder(ItemAutoencoder.standard(seed));
 * OutOfFold<ItemAutoencoderFactors> outOfFold = OutOfFold.fit(matrix, learner, 5, seed, 2);
 * float[] inputs = outOfFold.scores();
 * float serving = outOfFold.factors().score(user, item);
 * }</pre>
 */
package dev.medley.platform.train.factor;
