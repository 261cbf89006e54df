package dev.medley.platform.offline;

import dev.medley.platform.train.example.Population;
import dev.medley.platform.train.example.Splits;

/**
 * Which part of the data models are judged on.
 *
 * @param kind {@code given} by the data set, {@code random} pairs, or {@code order}: each user's newest pairs
 * @param share of the pairs and queries, 0 to 1; not read where it is given
 * @param seed of the choice
 */
record SplitChoice(String kind, double share, long seed) {
    static final String GIVEN = "given";
    static final String RANDOM = "random";
    static final String ORDER = "order";

    /** The population with that part held out. */
    Population apply(Population population) {
        return switch (kind) {
            case RANDOM -> Splits.random(population, share, seed);
            case ORDER -> Splits.byOrder(population, share, seed);
            default -> population;
        };
    }

    /** Whether what is held out comes after what is learnt from. */
    boolean isOrdered(Population split) {
        return switch (kind) {
            case RANDOM -> false;
            case ORDER -> true;
            default -> Splits.isHeldOutLast(split);
        };
    }

    /** One word for a manifest, which {@link #parse} reads. */
    @Override
    public String toString() {
        return kind + ":" + share + ":" + seed;
    }

    /** What {@link #toString} wrote. */
    static SplitChoice parse(String text) {
        String[] parts = text.split(":");
        return new SplitChoice(parts[0], Double.parseDouble(parts[1]), Long.parseLong(parts[2]));
    }
}
