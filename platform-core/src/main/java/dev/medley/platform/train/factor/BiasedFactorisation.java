package dev.medley.platform.train.factor;

import dev.medley.platform.score.factor.BiasedFactors;
import dev.medley.platform.score.factor.Bounds;
import dev.medley.platform.score.factor.Vectors;
import java.util.Objects;

/**
 * Biases of users and items and a product of rank r, learnt by stochastic gradient descent over shuffled rows (Koren,
 * Bell and Volinsky, "Matrix factorization techniques for recommender systems", IEEE Computer 2009). The step falls
 * linearly to nothing. The same settings and rows give the same bits; one thread.
 */
public final class BiasedFactorisation implements Learner<BiasedFactors> {
    private final Settings settings;

    /** A learner with those settings. */
    public BiasedFactorisation(Settings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /**
     * How it learns.
     *
     * @param loss what is fitted; for {@link Loss#LOGISTIC} every target must be from 0 to 1
     * @param rank length of the vectors, 0 (biases alone) to 1024
     * @param epochs how often every row is visited, at least 1
     * @param rate the first step, above 0
     * @param biasRidge pull of the biases to 0 at each visit, not negative
     * @param vectorRidge pull of the vectors to 0 at each visit, not negative
     * @param seed of the first vectors and of the order
     */
    public record Settings(
            Loss loss, int rank, int epochs, double rate, double biasRidge, double vectorRidge, long seed) {
        /** Checks the bounds. */
        public Settings {
            Objects.requireNonNull(loss, "loss");
            Bounds.require("rank", rank, 0, 1024);
            Bounds.require("epochs", epochs, 1, 10_000);
            Bounds.requirePositive("rate", rate);
            Bounds.requireNotNegative("biasRidge", biasRidge);
            Bounds.requireNotNegative("vectorRidge", vectorRidge);
        }

        /** What was best on a million film ratings. */
        public static Settings standard(long seed) {
            return new Settings(Loss.SQUARED, 16, 20, 0.06, 0.02, 0.06, seed);
        }
    }

    @Override
    public BiasedFactors fit(RatingMatrix matrix) {
        settings.loss.requireFits(matrix);
        int rank = settings.rank;
        Draws draws = new Draws(settings.seed);
        float[] users = draws.around(matrix.userCount() * rank, 0.1f / (float) Math.sqrt(Math.max(1, rank)));
        float[] items = draws.around(matrix.itemCount() * rank, 0.1f / (float) Math.sqrt(Math.max(1, rank)));
        float[] userBias = new float[matrix.userCount()];
        float[] itemBias = new float[matrix.itemCount()];
        float mean = settings.loss.scoreOf(matrix.targetMean());
        int[] order = new int[matrix.rowCount()];
        for (int row = 0; row < order.length; row++) {
            order[row] = row;
        }
        double steps = (double) settings.epochs * order.length;
        long step = 0;
        for (int epoch = 0; epoch < settings.epochs; epoch++) {
            draws.shuffle(order);
            for (int row : order) {
                float rate = (float) (settings.rate * (1 - step++ / steps));
                int user = matrix.user(row);
                int item = matrix.item(row);
                int u = user * rank;
                int i = item * rank;
                float score = mean + userBias[user] + itemBias[item] + Vectors.dot(users, u, items, i, rank);
                float error = rate * settings.loss.slope(score, matrix.target(row));
                userBias[user] -= error + rate * (float) settings.biasRidge * userBias[user];
                itemBias[item] -= error + rate * (float) settings.biasRidge * itemBias[item];
                float keep = 1 - rate * (float) settings.vectorRidge;
                for (int k = 0; k < rank; k++) {
                    float old = users[u + k];
                    users[u + k] = keep * old - error * items[i + k];
                    items[i + k] = keep * items[i + k] - error * old;
                }
            }
        }
        return new BiasedFactors(mean, userBias, itemBias, users, items, rank);
    }
}
