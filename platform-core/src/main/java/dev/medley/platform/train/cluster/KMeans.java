package dev.medley.platform.train.cluster;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * K-means: centres such that the vectors lie near the nearest of them. Begins with centres far apart (k-means++: Arthur
 * and Vassilvitskii, "The Advantages of Careful Seeding", SODA 2007) and improves them by full passes or by mini-batches.
 *
 * <p>A centre that no vector is nearest to is put on the vector that is farthest from its own, so every cluster of the
 * result has a vector of its own. One thread; sums are taken in double and in the order of the vectors, so that the same
 * vectors and options give the same bits.
 */
public final class KMeans {
    /** Mini-batches end when so many in a row have not improved. */
    public static final int PATIENCE = 10;

    /** Seeding looks at all vectors of a full search; of a search by batches, at so many for each cluster. */
    private static final int SEEDED_FROM = 64;

    private static final int SEEDED_FROM_AT_LEAST = 16_384;

    private final float[] vectors;
    private final int width;
    private final int count;
    private final KMeansOptions options;
    private final SplittableRandom random;
    private final float[] centres;
    private final int[] assigned;
    private final double[] distances;
    private int rounds;

    private KMeans(float[] vectors, int width, KMeansOptions options) {
        this.vectors = vectors;
        this.width = width;
        this.options = options;
        count = vectors.length / width;
        random = new SplittableRandom(options.seed());
        centres = new float[options.clusters() * width];
        assigned = new int[count];
        distances = new double[count];
    }

    /**
     * Clusters of those vectors.
     *
     * @param vectors one after the other, finite; not changed
     * @param width floats a vector; 1 or more
     * @throws IllegalArgumentException if the vectors are not so, or fewer of them differ than there shall be clusters
     */
    public static Clusters fit(float[] vectors, int width, KMeansOptions options) {
        requireVectors(vectors, width);
        if (options.clusters() > vectors.length / width) {
            throw tooMany(options.clusters(), vectors.length / width, vectors.length / width);
        }
        KMeans search = new KMeans(vectors, width, options);
        search.seed();
        switch (options.method()) {
            case LLOYD -> search.passes();
            case MINI_BATCH -> search.batches();
        }
        double inertia = search.assignWithoutEmpty();
        return new Clusters(width, search.centres, inertia, search.rounds);
    }

    static void requireVectors(float[] vectors, int width) {
        if (width < 1) {
            throw new IllegalArgumentException("width is " + width + "; allowed: 1 or more");
        }
        if (vectors.length == 0 || vectors.length % width != 0) {
            throw new IllegalArgumentException(
                    vectors.length + " floats are no whole number of vectors of width " + width + ", 1 or more");
        }
        for (int i = 0; i < vectors.length; i++) {
            if (!Float.isFinite(vectors[i])) {
                throw new IllegalArgumentException("element " + i % width + " of vector " + i / width + " is "
                        + vectors[i] + "; only finite numbers are allowed");
            }
        }
    }

    private static IllegalArgumentException tooMany(int clusters, int different, int count) {
        return new IllegalArgumentException("clusters is " + clusters + "; allowed: at most " + different
                + ", since so many of the " + count + " vectors differ");
    }

    private void seed() {
        int[] candidates = new int[count];
        Arrays.setAll(candidates, i -> i);
        long enough = Math.max(SEEDED_FROM_AT_LEAST, (long) SEEDED_FROM * options.clusters());
        if (options.method() == KMeansOptions.Method.MINI_BATCH && enough < count) {
            // The first of a shuffle, which is as far as it goes.
            for (int i = 0; i < enough; i++) {
                int other = random.nextInt(i, count);
                int taken = candidates[other];
                candidates[other] = candidates[i];
                candidates[i] = taken;
            }
            if (seedFrom(Arrays.copyOf(candidates, (int) enough)) == options.clusters()) {
                return;
            }
            Arrays.setAll(candidates, i -> i);
        }
        int found = seedFrom(candidates);
        if (found < options.clusters()) {
            throw tooMany(options.clusters(), found, count);
        }
    }

    /**
     * Draws centres from those vectors, each with a chance that grows with the squared distance to the nearest before.
     *
     * @return how many were found: fewer than asked for, if no more of the vectors differ
     */
    private int seedFrom(int[] candidates) {
        double[] squares = new double[candidates.length];
        Arrays.fill(squares, Double.POSITIVE_INFINITY);
        int drawn = random.nextInt(candidates.length);
        for (int cluster = 0; cluster < options.clusters(); cluster++) {
            System.arraycopy(vectors, candidates[drawn] * width, centres, cluster * width, width);
            double total = 0;
            for (int i = 0; i < candidates.length; i++) {
                double distance = SquaredDistance.of(centres, cluster * width, vectors, candidates[i] * width, width);
                squares[i] = Math.min(squares[i], distance);
                total += squares[i];
            }
            if (total == 0) {
                return cluster + 1;
            }
            drawn = draw(squares, random.nextDouble() * total);
        }
        return options.clusters();
    }

    /** Where the running sum passes the mark; never at a square of 0, which is a vector that is a centre already. */
    private static int draw(double[] squares, double mark) {
        double sum = 0;
        int last = 0;
        for (int i = 0; i < squares.length; i++) {
            if (squares[i] > 0) {
                sum += squares[i];
                last = i;
                if (sum > mark) {
                    return i;
                }
            }
        }
        return last;
    }

    private void passes() {
        double before = Double.POSITIVE_INFINITY;
        while (rounds < options.maxRounds()) {
            double inertia = assignWithoutEmpty();
            if (before - inertia <= options.tolerance() * before && before < Double.POSITIVE_INFINITY) {
                return;
            }
            before = inertia;
            moveToMeans();
            rounds++;
        }
    }

    private void moveToMeans() {
        double[] sums = new double[centres.length];
        int[] members = new int[options.clusters()];
        for (int i = 0; i < count; i++) {
            int at = assigned[i] * width;
            members[assigned[i]]++;
            for (int d = 0; d < width; d++) {
                sums[at + d] += vectors[i * width + d];
            }
        }
        for (int i = 0; i < centres.length; i++) {
            // No cluster is empty after an assignment.
            centres[i] = (float) (sums[i] / members[i / width]);
        }
    }

    private void batches() {
        long[] seen = new long[options.clusters()];
        int[] drawn = new int[options.batch()];
        int[] nearest = new int[options.batch()];
        // A batch's own inertia leaps; its running mean is what is watched.
        double weight = Math.min(1, 2.0 * options.batch() / (count + 1.0));
        double mean = Double.NaN;
        double best = Double.POSITIVE_INFINITY;
        int idle = 0;
        while (rounds < options.maxRounds() && idle < PATIENCE) {
            double inertia = 0;
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = random.nextInt(count);
                nearest[i] = Clusters.nearest(centres, width, vectors, drawn[i] * width);
                inertia += SquaredDistance.of(centres, nearest[i] * width, vectors, drawn[i] * width, width);
            }
            for (int i = 0; i < drawn.length; i++) {
                int cluster = nearest[i];
                seen[cluster]++;
                double rate = 1.0 / seen[cluster];
                for (int d = 0; d < width; d++) {
                    int at = cluster * width + d;
                    centres[at] = (float) ((1 - rate) * centres[at] + rate * vectors[drawn[i] * width + d]);
                }
            }
            rounds++;
            inertia /= drawn.length;
            mean = Double.isNaN(mean) ? inertia : (1 - weight) * mean + weight * inertia;
            idle = mean < best * (1 - options.tolerance()) ? 0 : idle + 1;
            best = Math.min(best, mean);
        }
    }

    /**
     * Gives every vector to its nearest centre, and every centre a vector.
     *
     * @return the inertia
     */
    private double assignWithoutEmpty() {
        double inertia = assign();
        // A moved centre may empty another, but each move makes the inertia smaller: this ends, and seldom takes two.
        while (fillEmpty()) {
            inertia = assign();
        }
        return inertia;
    }

    private double assign() {
        double inertia = 0;
        for (int i = 0; i < count; i++) {
            assigned[i] = Clusters.nearest(centres, width, vectors, i * width);
            distances[i] = SquaredDistance.of(centres, assigned[i] * width, vectors, i * width, width);
            inertia += distances[i];
        }
        return inertia;
    }

    /** Puts each empty cluster's centre on the vector that is farthest from all; whether there was one. */
    private boolean fillEmpty() {
        int[] members = new int[options.clusters()];
        for (int cluster : assigned) {
            members[cluster]++;
        }
        boolean moved = false;
        for (int cluster = 0; cluster < members.length; cluster++) {
            if (members[cluster] > 0) {
                continue;
            }
            int farthest = 0;
            for (int i = 1; i < count; i++) {
                farthest = distances[i] > distances[farthest] ? i : farthest;
            }
            // More vectors differ than there are other centres, so one of them is on no centre.
            System.arraycopy(vectors, farthest * width, centres, cluster * width, width);
            for (int i = 0; i < count; i++) {
                double distance = SquaredDistance.of(centres, cluster * width, vectors, i * width, width);
                distances[i] = Math.min(distances[i], distance);
            }
            moved = true;
        }
        return moved;
    }
}
