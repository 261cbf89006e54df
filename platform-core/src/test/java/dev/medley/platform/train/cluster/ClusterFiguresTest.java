package dev.medley.platform.train.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClusterFiguresTest {
    /** 0 and 2 around 1; 10 and 11 and 15 around 12. */
    @Test
    void figuresAreThoseReckonedByHand() {
        Clusters clusters = Clusters.of(1, new float[] {1, 12}, 0, 0);
        ClusterFigures figures = ClusterFigures.of(clusters, new float[] {0, 2, 10, 11, 15}, 100, 1);
        assertThat(figures.vectors()).isEqualTo(5);
        assertThat(figures.inertia()).isCloseTo(1 + 1 + 4 + 1 + 9, within(1e-12));
        assertThat(figures.largestShare()).isCloseTo(0.6, within(1e-12));
        assertThat(figures.entropy())
                .isCloseTo(-(0.4 * Math.log(0.4) + 0.6 * Math.log(0.6)) / Math.log(2), within(1e-12));
        assertThat(figures.empty()).isZero();
        // Scatters 1 and 2, eleven apart; both clusters have the same worst ratio.
        assertThat(figures.daviesBouldin().orElseThrow()).isCloseTo(3.0 / 11, within(1e-12));
        double expected = ((12 - 2) / 12.0 + (10 - 2) / 10.0 + (9 - 3) / 9.0 + (10 - 2.5) / 10 + (14 - 4.5) / 14) / 5;
        assertThat(figures.silhouette().orElseThrow()).isCloseTo(expected, within(1e-12));
        assertThat(figures.silhouetteSample()).isEqualTo(5);
    }

    @Test
    void whatIsNotDefinedIsEmpty() {
        ClusterFigures one = ClusterFigures.of(Clusters.of(1, new float[] {1}, 0, 0), new float[] {0, 2}, 100, 1);
        assertThat(one.silhouette()).isEqualTo(OptionalDouble.empty());
        assertThat(one.daviesBouldin()).isEqualTo(OptionalDouble.empty());
        assertThat(one.entropy()).isEqualTo(1);
        ClusterFigures lopsided =
                ClusterFigures.of(Clusters.of(1, new float[] {1, 50, 90}, 0, 0), new float[] {0, 2}, 100, 1);
        assertThat(lopsided.empty()).isEqualTo(2);
        assertThat(lopsided.daviesBouldin()).isEqualTo(OptionalDouble.empty());
        assertThat(lopsided.entropy()).isZero();
        assertThat(lopsided.largestShare()).isEqualTo(1);
        ClusterFigures alone =
                ClusterFigures.of(Clusters.of(1, new float[] {1, 50}, 0, 0), new float[] {1, 50}, 100, 1);
        assertThat(alone.silhouette()).isEqualTo(OptionalDouble.of(0));
    }

    @Test
    void aSampleComesNearTheWholeAndRightClustersBeatWrongOnes() {
        Random random = new Random(3);
        float[] vectors = new float[2 * 2000];
        for (int i = 0; i < 2000; i++) {
            vectors[2 * i] = (float) (8 * (i % 4) + random.nextGaussian());
            vectors[2 * i + 1] = (float) random.nextGaussian();
        }
        Clusters right = KMeans.fit(vectors, 2, KMeansOptions.lloyd(4, 2));
        ClusterFigures whole = ClusterFigures.of(right, vectors, 2000, 1);
        ClusterFigures sampled = ClusterFigures.of(right, vectors, 400, 1);
        assertThat(sampled.silhouetteSample()).isEqualTo(400);
        assertThat(sampled.silhouette().orElseThrow())
                .isCloseTo(whole.silhouette().orElseThrow(), within(0.05));
        assertThat(ClusterFigures.of(right, vectors, 400, 1)).isEqualTo(sampled);
        assertThat(whole.inertia()).isCloseTo(right.inertia(), within(1e-6));
        Clusters wrong = Clusters.of(2, new float[] {0, 0, 1, 0, 2, 0, 3, 0}, 0, 0);
        ClusterFigures worse = ClusterFigures.of(wrong, vectors, 2000, 1);
        assertThat(worse.inertia()).isGreaterThan(whole.inertia());
        assertThat(worse.silhouette().orElseThrow())
                .isLessThan(whole.silhouette().orElseThrow());
        assertThat(worse.daviesBouldin().orElseThrow())
                .isGreaterThan(whole.daviesBouldin().orElseThrow());
        assertThat(worse.largestShare()).isGreaterThan(whole.largestShare());
        assertThat(worse.entropy()).isLessThan(whole.entropy());
    }

    @Test
    void vectorsOfAnotherWidthAreRefused() {
        Clusters clusters = Clusters.of(2, new float[2], 0, 0);
        assertThatIllegalArgumentException().isThrownBy(() -> ClusterFigures.of(clusters, new float[3], 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> ClusterFigures.of(clusters, new float[0], 1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterFigures.of(clusters, new float[2], 0, 1))
                .withMessage("sample is 0; allowed: 1 or more");
    }
}
