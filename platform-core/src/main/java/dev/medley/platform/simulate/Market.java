package dev.medley.platform.simulate;

import java.util.SplittableRandom;

/**
 * Supply and demand of an invented market: items of three surfaces by twenty providers, few of whom have most of the items
 * and of the demand. Tastes come and go in waves. The same seed and request number give the same request.
 */
final class Market {
    static final String[] SURFACES = {"commodity", "live", "video"};
    static final int PROVIDERS = 20;

    /** Candidates of each surface a request. */
    static final int CANDIDATES = 40;

    /** Requests after which demand has gone through a wave. */
    static final int WAVE = 20_000;

    private static final int ITEMS = 3_000;
    private static final int DIMENSIONS = 8;
    private static final double SUPPLY_SKEW = 0.7;
    private static final double DEMAND_SKEW = 0.35;

    private final long seed;
    private final int[][] itemsOf = new int[SURFACES.length][];
    private final int[] provider = new int[ITEMS];
    private final double[][] vector = new double[ITEMS][DIMENSIONS];
    private final double[] appeal = new double[ITEMS];
    private final double[][] cohort = new double[4][DIMENSIONS];

    /** One request's candidates; filled anew for each. */
    static final class Candidates {
        final int count = SURFACES.length * CANDIDATES;
        final int[] surface = new int[count];
        final int[] provider = new int[count];
        /** The chance of an engagement, 0 to 1: what a calibrated model would say. */
        final double[] worth = new double[count];
        /** The user's cohort. */
        int user;
    }

    Market(long seed) {
        this.seed = seed;
        SplittableRandom random = new SplittableRandom(seed);
        double[] supply = new double[PROVIDERS];
        for (int i = 0; i < PROVIDERS; i++) {
            supply[i] = Math.pow(i + 1, -SUPPLY_SKEW);
        }
        for (int surface = 0; surface < SURFACES.length; surface++) {
            itemsOf[surface] = new int[ITEMS / SURFACES.length];
        }
        for (int item = 0; item < ITEMS; item++) {
            itemsOf[item % SURFACES.length][item / SURFACES.length] = item;
            provider[item] = pick(supply, random);
            for (int i = 0; i < DIMENSIONS; i++) {
                vector[item][i] = random.nextGaussian();
            }
            appeal[item] = 0.5 * random.nextGaussian() - DEMAND_SKEW * Math.log(provider[item] + 1);
        }
        for (double[] taste : cohort) {
            for (int i = 0; i < DIMENSIONS; i++) {
                taste[i] = 0.3 * random.nextGaussian();
            }
        }
    }

    static String provider(int number) {
        return "p%02d".formatted(number + 1);
    }

    void request(long number, Candidates into) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
        double wave = Math.sin(2 * Math.PI * number / WAVE);
        into.user = random.nextInt(cohort.length);
        double[] taste = new double[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            taste[i] = cohort[into.user][i] + 0.35 * random.nextGaussian();
        }
        int row = 0;
        for (int surface = 0; surface < SURFACES.length; surface++) {
            // Live has its evenings, and commodity is what is bought in the morning.
            double season = 0.3 * wave * (surface - 1);
            for (int i = 0; i < CANDIDATES; i++) {
                int item = itemsOf[surface][random.nextInt(itemsOf[surface].length)];
                double liking = appeal[item] + season - 1.5;
                for (int d = 0; d < DIMENSIONS; d++) {
                    liking += taste[d] * vector[item][d];
                }
                into.surface[row] = surface;
                into.provider[row] = provider[item];
                into.worth[row++] = 1 / (1 + Math.exp(-liking));
            }
        }
    }

    private static int pick(double[] weights, SplittableRandom random) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double rest = random.nextDouble() * sum;
        for (int i = 0; i < weights.length - 1; i++) {
            rest -= weights[i];
            if (rest < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }
}
