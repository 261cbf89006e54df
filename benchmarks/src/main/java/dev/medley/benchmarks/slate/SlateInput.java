package dev.medley.benchmarks.slate;

import dev.medley.platform.rerank.slate.Diversity;
import dev.medley.platform.rerank.slate.Priority;
import dev.medley.platform.rerank.slate.SlateProblem;
import dev.medley.platform.rerank.slate.SlateRule;
import dev.medley.platform.rerank.slate.SlateWeights;
import java.util.Random;

/**
 * Rows as retrieval brings them: vectors around the topics of categories, categories of three surfaces, authors of a few
 * categories with many rows or few, and values that depend on the topic as well.
 */
final class SlateInput {
    static final int SURFACES = 3;
    static final int CATEGORIES = 24;

    final int rows;
    final int places;
    final int dimension;
    final float[] values;
    final float[] risks;
    final float[] bonuses;
    /** Of length 1. */
    final float[] vectors;

    final int[] surfaceOf;
    final int[] categoryOf;
    final int[] authorOf;
    final int authors;
    final float[] surfacePrices = {0.02f, -0.01f, 0};
    final float[] coverage = new float[CATEGORIES];

    SlateInput(int rows, int places, int dimension, Random random) {
        this.rows = rows;
        this.places = places;
        this.dimension = dimension;
        authors = Math.max(1, rows / 5);
        values = new float[rows];
        risks = new float[rows];
        bonuses = new float[rows];
        vectors = new float[rows * dimension];
        surfaceOf = new int[rows];
        categoryOf = new int[rows];
        authorOf = new int[rows];
        float[] topics = new float[CATEGORIES * dimension];
        float[] taste = new float[CATEGORIES];
        for (int i = 0; i < topics.length; i++) {
            topics[i] = (float) random.nextGaussian();
        }
        for (int category = 0; category < CATEGORIES; category++) {
            taste[category] = (float) random.nextGaussian();
            coverage[category] = 0.01f;
        }
        for (int row = 0; row < rows; row++) {
            int category = random.nextInt(CATEGORIES);
            categoryOf[row] = category;
            surfaceOf[row] = category % SURFACES;
            authorOf[row] = (int) (authors * random.nextDouble() * random.nextDouble());
            values[row] = (float) (1 / (1 + Math.exp(2 - 0.7 * taste[category] - random.nextGaussian())));
            risks[row] = random.nextInt(10) == 0 ? 0.1f * random.nextFloat() : 0;
            bonuses[row] = 0.02f * random.nextFloat();
            vector(topics, category, row, random);
        }
    }

    private void vector(float[] topics, int category, int row, Random random) {
        double square = 0;
        for (int i = 0; i < dimension; i++) {
            float component = topics[category * dimension + i] + (float) random.nextGaussian();
            vectors[row * dimension + i] = component;
            square += component * component;
        }
        for (int i = 0; i < dimension; i++) {
            vectors[row * dimension + i] /= (float) Math.sqrt(square);
        }
    }

    /** The rules of a mixed page. */
    private static final SlateRule[] RULES = {
        new SlateRule.MaxCount("author-in-category", Priority.product(0), 3, SlateRule.EACH_GROUP, 2),
        new SlateRule.MaxCount("category-cap", Priority.product(1), 1, SlateRule.EACH_GROUP, 8),
        new SlateRule.MinShare("surface-0-share", Priority.product(2), 0, 0, 0.2),
        new SlateRule.MinShare("surface-1-share", Priority.product(2), 0, 1, 0.2),
        new SlateRule.MaxCount("surface-quota", Priority.product(3), 0, SlateRule.EACH_GROUP, 40),
        new SlateRule.MinCount("category-floor", Priority.product(4), 1, 5, 1),
        new SlateRule.MaxInWindow("category-window", Priority.product(5), 1, SlateRule.EACH_GROUP, 2, 6),
        new SlateRule.MinGap("author-gap", Priority.product(6), 2, SlateRule.EACH_GROUP, 3),
    };

    /** Sets up the problem with everything: floors, caps, nested caps, windows, gaps, prices, coverage and spacing. */
    void unified(SlateProblem problem, Diversity diversity, int window) {
        problem.reset(rows, places);
        System.arraycopy(values, 0, problem.values(), 0, rows);
        System.arraycopy(risks, 0, problem.risks(), 0, rows);
        System.arraycopy(bonuses, 0, problem.bonuses(), 0, rows);
        problem.vectors(vectors, dimension);
        int surface = problem.attribute(surfaceOf, SURFACES);
        int category = problem.attribute(categoryOf, CATEGORIES);
        int author = problem.attribute(authorOf, authors);
        problem.nested(category, author);
        problem.prices(surface, surfacePrices);
        problem.coverage(category, coverage);
        problem.weights(weights(diversity, window));
        for (SlateRule rule : RULES) {
            problem.rule(rule);
        }
    }

    private static final SlateWeights WHOLE = new SlateWeights(Diversity.LOG_DETERMINANT, 0.2, 4, 0, 0.1, 4);
    private static final SlateWeights WINDOWED = new SlateWeights(Diversity.LOG_DETERMINANT, 0.2, 4, 12, 0.1, 4);
    private static final SlateWeights SPECTRUM = new SlateWeights(Diversity.SPECTRUM, 0.2, 1, 12, 0.1, 4);

    private static SlateWeights weights(Diversity diversity, int window) {
        if (diversity == Diversity.SPECTRUM) {
            return SPECTRUM;
        }
        return window == 0 ? WHOLE : WINDOWED;
    }
}
