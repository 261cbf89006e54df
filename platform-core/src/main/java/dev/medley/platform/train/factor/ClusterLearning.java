package dev.medley.platform.train.factor;

import dev.medley.platform.score.factor.ClusterRates;
import dev.medley.platform.train.cluster.ClusterFigures;
import dev.medley.platform.train.cluster.Clusters;
import dev.medley.platform.train.cluster.KMeans;
import dev.medley.platform.train.cluster.KMeansOptions;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Puts users into cohorts and items into clusters by k-means over the vectors of a factorisation, and counts the answers
 * by them. Rates are smoothed towards the parent's, that of the cross towards the cohort's. The same rows, vectors and
 * seed give the same bits; one thread.
 */
final class ClusterLearning {
    /** As many cohorts and as many clusters, unless there are too few users or items. */
    private static final int CLUSTERS = 64;

    /** A cluster has so many members, in the mean, or more. */
    private static final int LEAST_MEMBERS = 8;

    /** So many answers at the parent's rate are added to a cluster's. */
    private static final double STRENGTH = 8;

    /** The same to an item's or a user's, at the rate of all. */
    private static final double PARENT_STRENGTH = 8;

    /** So many vectors the silhouette is of; its cost is their square. */
    private static final int SAMPLE = 1000;

    private final float[] users;
    private final float[] items;
    private final Clusters cohorts;
    private final Clusters clusters;
    private final long seed;

    /**
     * Looks for cohorts and clusters.
     *
     * @param users user by user, {@code rank} finite numbers each; not changed
     * @param items item by item, {@code rank} finite numbers each; not changed
     */
    ClusterLearning(float[] users, float[] items, int rank, long seed) {
        this.users = users;
        this.items = items;
        this.seed = seed;
        cohorts = cluster(users, rank, seed);
        clusters = cluster(items, rank, seed + 1);
    }

    private static Clusters cluster(float[] vectors, int rank, long seed) {
        int count = Math.clamp(vectors.length / rank / LEAST_MEMBERS, 1, CLUSTERS);
        return KMeans.fit(vectors, rank, KMeansOptions.miniBatch(count, seed));
    }

    /** The rates of rows whose targets are answers, 0 to 1. */
    ClusterRates rates(RatingMatrix answers) {
        int[] cohortOf = cohorts.assignAll(users);
        int[] clusterOf = clusters.assignAll(items);
        Counts ofUser = new Counts(cohortOf.length, clusters.count());
        Counts ofItem = new Counts(clusterOf.length, cohorts.count());
        Counts ofCohort = new Counts(cohorts.count(), clusters.count());
        for (int row = 0; row < answers.rowCount(); row++) {
            int user = answers.user(row);
            int item = answers.item(row);
            float yes = answers.target(row);
            ofUser.add(user, clusterOf[item], yes);
            ofItem.add(item, cohortOf[user], yes);
            ofCohort.add(cohortOf[user], clusterOf[item], yes);
        }
        float mean = answers.targetMean();
        return new ClusterRates(
                cohortOf,
                clusterOf,
                cohorts.count(),
                clusters.count(),
                ofItem.lifts(mean),
                ofUser.lifts(mean),
                ofCohort.lifts(mean));
    }

    /** How good the cohorts and the clusters are, in words. */
    String note() {
        return "users are in " + note("cohorts", ClusterFigures.of(cohorts, users, SAMPLE, seed), cohorts)
                + "; items are in " + note("clusters", ClusterFigures.of(clusters, items, SAMPLE, seed), clusters);
    }

    private static String note(String name, ClusterFigures figures, Clusters clusters) {
        return String.format(
                Locale.ROOT,
                "%d %s (silhouette %s, Davies-Bouldin %s, the largest has %.3f of them)",
                clusters.count(),
                name,
                figure(figures.silhouette()),
                figure(figures.daviesBouldin()),
                figures.largestShare());
    }

    private static String figure(OptionalDouble figure) {
        return figure.isPresent() ? String.format(Locale.ROOT, "%.3f", figure.getAsDouble()) : "-";
    }

    /** Answers of each owner by part. */
    private static final class Counts {
        private final int parts;
        private final double[] yes;
        private final int[] known;

        Counts(int owners, int parts) {
            this.parts = parts;
            yes = new double[Math.multiplyExact(owners, parts)];
            known = new int[yes.length];
        }

        void add(int owner, int part, float answer) {
            yes[owner * parts + part] += answer;
            known[owner * parts + part]++;
        }

        /** For each owner and part by how much the logit of its rate is above that of the owner's on the whole. */
        float[] lifts(double mean) {
            float[] lifts = new float[yes.length];
            for (int from = 0; from < lifts.length; from += parts) {
                double allYes = 0;
                int allKnown = 0;
                for (int i = from; i < from + parts; i++) {
                    allYes += yes[i];
                    allKnown += known[i];
                }
                double usual = bounded((allYes + PARENT_STRENGTH * mean) / (allKnown + PARENT_STRENGTH));
                for (int i = from; i < from + parts; i++) {
                    double rate = bounded((yes[i] + STRENGTH * usual) / (known[i] + STRENGTH));
                    lifts[i] = (float) (logit(rate) - logit(usual));
                }
            }
            return lifts;
        }

        private static double bounded(double rate) {
            return Math.clamp(rate, 0.001, 0.999);
        }

        private static double logit(double rate) {
            return StrictMath.log(rate / (1 - rate));
        }
    }
}
