package dev.medley.platform.train.cluster;

import java.util.Objects;

/** The centres of clusters; a vector belongs to the nearest. Immutable, any thread. */
public final class Clusters {
    private final int width;
    private final float[] centres;
    private final double inertia;
    private final int rounds;

    /** Takes the array as it is. */
    Clusters(int width, float[] centres, double inertia, int rounds) {
        this.width = width;
        this.centres = centres;
        this.inertia = inertia;
        this.rounds = rounds;
    }

    /**
     * Clusters that were kept.
     *
     * @param width floats a centre; 1 or more
     * @param centres the centres, one after the other, at least one; finite; copied
     * @param inertia what {@link #inertia()} was
     * @param rounds what {@link #rounds()} was
     * @throws IllegalArgumentException if they are not so
     */
    public static Clusters of(int width, float[] centres, double inertia, int rounds) {
        KMeans.requireVectors(centres, width);
        return new Clusters(width, centres.clone(), inertia, rounds);
    }

    /** How many there are. */
    public int count() {
        return centres.length / width;
    }

    /** Floats a vector. */
    public int width() {
        return width;
    }

    /** The centres, one after the other; a copy. */
    public float[] centres() {
        return centres.clone();
    }

    /** The sum of the squared distances of the vectors that they were learnt from to their centres. */
    public double inertia() {
        return inertia;
    }

    /** After how many rounds the search ended. */
    public int rounds() {
        return rounds;
    }

    /**
     * The cluster of a vector: that with the nearest centre, and the lowest number among equals.
     *
     * @param vectors holds the vector
     * @param from where it begins
     * @throws IndexOutOfBoundsException if it goes beyond the array
     */
    public int assign(float[] vectors, int from) {
        Objects.checkFromIndexSize(from, width, vectors.length);
        return nearest(centres, width, vectors, from);
    }

    /** The cluster of a vector; see {@link #assign(float[], int)}. */
    public int assign(float[] vector) {
        if (vector.length != width) {
            throw new IllegalArgumentException(
                    "the vector has " + vector.length + " floats; the clusters' have " + width);
        }
        return nearest(centres, width, vector, 0);
    }

    /**
     * The clusters of all vectors in an array.
     *
     * @param vectors one after the other
     * @throws IllegalArgumentException if they are no whole number of vectors
     */
    public int[] assignAll(float[] vectors) {
        if (vectors.length % width != 0) {
            throw new IllegalArgumentException(
                    vectors.length + " floats are no whole number of vectors of width " + width);
        }
        int[] assigned = new int[vectors.length / width];
        for (int i = 0; i < assigned.length; i++) {
            assigned[i] = nearest(centres, width, vectors, i * width);
        }
        return assigned;
    }

    /** The square of the distance of a vector to a centre. */
    double squaredDistance(int cluster, float[] vectors, int from) {
        return SquaredDistance.of(centres, cluster * width, vectors, from, width);
    }

    /** The square of the distance between two centres. */
    double squaredDistance(int left, int right) {
        return SquaredDistance.of(centres, left * width, centres, right * width, width);
    }

    static int nearest(float[] centres, int width, float[] vectors, int from) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int cluster = 0, at = 0; at < centres.length; cluster++, at += width) {
            double distance = SquaredDistance.of(centres, at, vectors, from, width);
            if (distance < least) {
                least = distance;
                best = cluster;
            }
        }
        return best;
    }
}
