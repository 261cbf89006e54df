package dev.medley.platform.train.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.train.cluster.KMeansOptions.Method;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KMeansTest {
    private static final int WIDTH = 5;
    private static final int BLOBS = 12;

    @ParameterizedTest
    @EnumSource
    void blobsThatLieApartAreFound(Method method) {
        long seed = System.nanoTime();
        System.out.println("KMeansTest " + method + " seed " + seed);
        Random random = new Random(seed);
        int found = 0;
        for (int round = 0; round < 10; round++) {
            float[] middles = middles(random);
            float[] vectors = blobs(random, middles, 3000);
            Clusters clusters = KMeans.fit(vectors, WIDTH, options(method, BLOBS, random.nextLong()));
            assertThat(clusters.count()).isEqualTo(BLOBS);
            int[] assigned = clusters.assignAll(vectors);
            assertThat(Arrays.stream(assigned).distinct().count()).isEqualTo(BLOBS);
            double inertia = 0;
            for (int i = 0; i < assigned.length; i++) {
                inertia += clusters.squaredDistance(assigned[i], vectors, i * WIDTH);
            }
            assertThat(clusters.inertia()).isCloseTo(inertia, within(1e-9 * inertia));
            // Seeding may put two centres into one blob, which no later round mends; it seldom does.
            found += agree(assigned, vectors.length / WIDTH) ? 1 : 0;
        }
        assertThat(found).as("seed %s", seed).isGreaterThanOrEqualTo(6);
    }

    /** Whether vectors of one blob, which is the number modulo, are in one cluster and no others are. */
    private static boolean agree(int[] assigned, int count) {
        int[] clusterOf = new int[BLOBS];
        boolean[] taken = new boolean[BLOBS];
        for (int blob = 0; blob < BLOBS; blob++) {
            clusterOf[blob] = assigned[blob];
            if (taken[assigned[blob]]) {
                return false;
            }
            taken[assigned[blob]] = true;
        }
        for (int i = 0; i < count; i++) {
            if (assigned[i] != clusterOf[i % BLOBS]) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @EnumSource
    void isBetterThanVectorsDrawnAsCentres(Method method) {
        Random random = new Random(4);
        float[] vectors = blobs(random, middles(random), 4000);
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] += (float) (4 * random.nextGaussian());
        }
        double learnt = KMeans.fit(vectors, WIDTH, options(method, 20, 1)).inertia() / 4000;
        double best = Double.POSITIVE_INFINITY;
        for (int round = 0; round < 20; round++) {
            float[] centres = new float[20 * WIDTH];
            for (int cluster = 0; cluster < 20; cluster++) {
                System.arraycopy(vectors, random.nextInt(4000) * WIDTH, centres, cluster * WIDTH, WIDTH);
            }
            Clusters drawn = Clusters.of(WIDTH, centres, 0, 0);
            best = Math.min(best, ClusterFigures.of(drawn, vectors, 1, 1).inertia() / 4000);
        }
        assertThat(learnt).isLessThan(0.9 * best);
    }

    @Test
    void fullPassesEndWhereEveryCentreIsTheMeanOfItsVectors() {
        Random random = new Random(8);
        float[] vectors = blobs(random, middles(random), 900);
        KMeansOptions exact = new KMeansOptions(7, 3, Method.LLOYD, 1, 1000, 0);
        Clusters clusters = KMeans.fit(vectors, WIDTH, exact);
        assertThat(clusters.rounds()).isLessThan(1000);
        int[] assigned = clusters.assignAll(vectors);
        double[] sums = new double[7 * WIDTH];
        int[] members = new int[7];
        for (int i = 0; i < assigned.length; i++) {
            members[assigned[i]]++;
            for (int d = 0; d < WIDTH; d++) {
                sums[assigned[i] * WIDTH + d] += vectors[i * WIDTH + d];
            }
        }
        float[] centres = clusters.centres();
        for (int i = 0; i < centres.length; i++) {
            assertThat((double) centres[i]).isCloseTo(sums[i] / members[i / WIDTH], within(1e-4));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameSeedGivesTheSameBits(Method method) {
        Random random = new Random(5);
        float[] vectors = blobs(random, middles(random), 30_000);
        float[] given = vectors.clone();
        float[] centres = KMeans.fit(vectors, WIDTH, options(method, 30, 9)).centres();
        assertThat(KMeans.fit(vectors, WIDTH, options(method, 30, 9)).centres()).isEqualTo(centres);
        assertThat(KMeans.fit(vectors, WIDTH, options(method, 30, 10)).centres())
                .isNotEqualTo(centres);
        assertThat(vectors).isEqualTo(given);
    }

    @ParameterizedTest
    @EnumSource
    void noClusterIsEmptyHoweverManyVectorsAreTheSame(Method method) {
        long seed = System.nanoTime();
        System.out.println("KMeansTest duplicates " + method + " seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int different = 1 + random.nextInt(12);
            int count = different + random.nextInt(200);
            float[] vectors = new float[count * 2];
            for (int i = 0; i < count; i++) {
                // The first stands there much more often than the others.
                int point = i < different ? i : (int) (different * Math.pow(random.nextDouble(), 6));
                vectors[2 * i] = point;
                vectors[2 * i + 1] = point * point * 0.01f;
            }
            int clusters = 1 + random.nextInt(different);
            Clusters found = KMeans.fit(vectors, 2, new KMeansOptions(clusters, round, method, 8, 50, 0));
            assertThat(Arrays.stream(found.assignAll(vectors)).distinct().count())
                    .as("seed %s round %s", seed, round)
                    .isEqualTo(clusters);
            Clusters each = KMeans.fit(vectors, 2, new KMeansOptions(different, round, Method.LLOYD, 8, 50, 0));
            assertThat(each.inertia()).as("seed %s round %s", seed, round).isZero();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> KMeans.fit(vectors, 2, options(method, different + 1, 1)))
                    .withMessageStartingWith(
                            "clusters is " + (different + 1) + "; allowed: at most " + different + ", since");
        }
    }

    @Test
    void aRareVectorThatTheSampleOfTheSeedingMissesCountsAsDifferent() {
        float[] vectors = new float[200_000];
        vectors[123_456] = 1;
        vectors[77] = 2;
        Clusters clusters = KMeans.fit(vectors, 1, KMeansOptions.miniBatch(3, 1));
        assertThat(Arrays.stream(clusters.assignAll(vectors)).distinct().count())
                .isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KMeans.fit(vectors, 1, KMeansOptions.miniBatch(4, 1)))
                .withMessage("clusters is 4; allowed: at most 3, since so many of the 200000 vectors differ");
    }

    @Test
    void tiesGoToTheLowerNumber() {
        Clusters clusters = Clusters.of(1, new float[] {2, 0, 0}, 0, 0);
        assertThat(clusters.assign(new float[] {1})).isZero();
        assertThat(clusters.assign(new float[] {-1})).isEqualTo(1);
        assertThat(clusters.assign(new float[] {9, 0.5f}, 1)).isEqualTo(1);
    }

    @Test
    void whatCannotBeClusteredIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KMeans.fit(new float[7], 2, KMeansOptions.lloyd(1, 1)))
                .withMessage("7 floats are no whole number of vectors of width 2, 1 or more");
        assertThatIllegalArgumentException().isThrownBy(() -> KMeans.fit(new float[0], 2, KMeansOptions.lloyd(1, 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KMeans.fit(new float[] {0, 1, 2, Float.NaN}, 2, KMeansOptions.lloyd(1, 1)))
                .withMessage("element 1 of vector 1 is NaN; only finite numbers are allowed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KMeansOptions.lloyd(0, 1))
                .withMessage("clusters is 0; allowed: 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Clusters.of(2, new float[2], 0, 0).assign(new float[3]));
    }

    static KMeansOptions options(Method method, int clusters, long seed) {
        return switch (method) {
            case LLOYD -> KMeansOptions.lloyd(clusters, seed);
            case MINI_BATCH -> KMeansOptions.miniBatch(clusters, seed);
        };
    }

    /** Corners of a grid, so that no two are nearer than its step. */
    private static float[] middles(Random random) {
        float[] middles = new float[BLOBS * WIDTH];
        for (int blob = 0; blob < BLOBS; blob++) {
            middles[blob * WIDTH] = 20 * blob;
            for (int d = 1; d < WIDTH; d++) {
                middles[blob * WIDTH + d] = 20 * random.nextInt(10);
            }
        }
        return middles;
    }

    private static float[] blobs(Random random, float[] middles, int count) {
        float[] vectors = new float[count * WIDTH];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = middles[i / WIDTH % BLOBS * WIDTH + i % WIDTH] + (float) (0.5 * random.nextGaussian());
        }
        return vectors;
    }
}
