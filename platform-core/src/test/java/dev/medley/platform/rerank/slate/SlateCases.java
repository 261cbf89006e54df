package dev.medley.platform.rerank.slate;

import java.util.Random;

/** Random problems. Everything of a case follows from its seed. */
final class SlateCases {
    static final int DIMENSION = 4;

    private SlateCases() {}

    /** Fills in values, prices, bonuses and vectors that make every gain non-negative, and attributes that are nested. */
    static void fill(SlateProblem problem, Random random, int rows, int places) {
        problem.reset(rows, places);
        float spread = random.nextInt(4) == 0 ? 0.05f : 1;
        for (int row = 0; row < rows; row++) {
            problem.values()[row] = random.nextFloat() * spread;
            problem.bonuses()[row] = random.nextInt(3) == 0 ? random.nextFloat() * 0.2f : 0;
            problem.risks()[row] = problem.values()[row] * random.nextInt(2) * 0.5f;
            if (random.nextInt(8) == 0) {
                problem.drop(row);
            }
        }
        problem.vectors(vectors(random, rows, DIMENSION), DIMENSION);
        if (random.nextBoolean()) {
            float[] qualities = new float[rows];
            for (int row = 0; row < rows; row++) {
                qualities[row] = 0.2f + random.nextFloat();
            }
            problem.qualities(qualities);
        }
        problem.weights(SlateWeights.logDeterminant(random.nextDouble(), 0.1 + 4 * random.nextDouble()));
        attributes(problem, random, rows);
    }

    /** Attribute 0 is the outer one, 1 nested in it, 2 a few more groups that are disjoint by themselves. */
    private static void attributes(SlateProblem problem, Random random, int rows) {
        int groups = 1 + random.nextInt(3);
        int[] outer = new int[rows];
        int[] inner = new int[rows];
        for (int row = 0; row < rows; row++) {
            outer[row] = random.nextInt(5) == 0 ? SlateProblem.NO_GROUP : random.nextInt(groups);
            inner[row] = random.nextInt(5) == 0 ? SlateProblem.NO_GROUP : random.nextInt(3);
        }
        problem.attribute(outer, groups);
        int within = problem.attribute(inner, 3);
        problem.nested(0, within);
        float[] prices = new float[groups];
        float[] coverage = new float[groups];
        for (int group = 0; group < groups; group++) {
            prices[group] = random.nextFloat() * 0.3f;
            coverage[group] = random.nextFloat() * 0.5f;
        }
        problem.prices(0, prices);
        problem.coverage(0, coverage);
    }

    static float[] vectors(Random random, int rows, int dimension) {
        float[] vectors = new float[rows * dimension];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = (float) random.nextGaussian();
        }
        return vectors;
    }

    /** Up to four caps, floors and shares over attributes 0 and 2, which are nested. */
    static void countingRules(SlateProblem problem, Random random) {
        int rules = 1 + random.nextInt(4);
        for (int i = 0; i < rules; i++) {
            Priority priority = Priority.product(random.nextInt(3));
            int attribute = random.nextBoolean() ? 0 : 2;
            if (problem.groups(attribute) == 0) {
                continue;
            }
            int group = random.nextInt(problem.groups(attribute));
            problem.rule(
                    switch (random.nextInt(4)) {
                        case 0 ->
                            new SlateRule.MaxCount(
                                    "cap-" + i, priority, attribute, SlateRule.EACH_GROUP, 1 + random.nextInt(3));
                        case 1 -> new SlateRule.MaxCount("cap-" + i, priority, attribute, group, random.nextInt(3));
                        case 2 -> new SlateRule.MinCount("floor-" + i, priority, attribute, group, random.nextInt(3));
                        default ->
                            new SlateRule.MinShare(
                                    "share-" + i, priority, attribute, group, 0.1 + 0.6 * random.nextDouble());
                    });
        }
    }
}
