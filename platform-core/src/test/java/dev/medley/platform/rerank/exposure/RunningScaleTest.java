package dev.medley.platform.rerank.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RunningScaleTest {
    @Test
    void aFactorIsFollowedWithinASlateOrTwoOfBeingEvident() {
        for (double factor : new double[] {2, 0.5, 10}) {
            Random random = new Random(1);
            RunningScale scale = new RunningScale();
            feed(scale, random, 0.3, 2_000);
            assertThat(scale.value()).isCloseTo(0.3, within(0.01));
            feed(scale, random, 0.3 * factor, 12);
            assertThat(scale.value()).isCloseTo(0.3 * factor, within(0.3 * factor * 0.2));
            feed(scale, random, 0.3 * factor, 300);
            assertThat(scale.value()).isCloseTo(0.3 * factor, within(0.3 * factor * 0.1));
        }
    }

    @Test
    void aScaleDoesNotTremble() {
        Random random = new Random(2);
        RunningScale scale = new RunningScale();
        feed(scale, random, 1, 2_000);
        for (int i = 0; i < 20_000; i++) {
            feed(scale, random, 1, 1);
            assertThat(scale.value()).isBetween(0.96, 1.04);
        }
    }

    @Test
    void whatTheHoursBringStays() {
        Random random = new Random(3);
        RunningScale scale = new RunningScale();
        for (int i = 0; i < 20_000; i++) {
            feed(scale, random, Math.exp(0.2 * Math.sin(2 * Math.PI * i / 5_000)), 1);
        }
        // In the middle of a wave: a scale that follows it would be at 1.22.
        for (int i = 0; i < 1_250; i++) {
            feed(scale, random, Math.exp(0.2 * Math.sin(2 * Math.PI * i / 5_000)), 1);
        }
        assertThat(scale.value()).isBetween(0.93, 1.09);
    }

    @Test
    void whatIsNoValueSaysNothing() {
        RunningScale scale = new RunningScale();
        for (double nothing : new double[] {0, Double.NaN, Double.POSITIVE_INFINITY, 1e-300}) {
            scale.add(nothing, 0);
        }
        assertThat(scale.value()).isEqualTo(1);
        assertThat(scale.isKnown()).isFalse();
        feed(scale, new Random(4), 1e300, 20);
        assertThat(scale.value()).isFinite();
        assertThatIllegalArgumentException().isThrownBy(() -> new RunningScale.State(Double.NaN, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void theBestOfASlateAreMeant() {
        float[] values = {3, Float.NaN, 1, 2, Float.POSITIVE_INFINITY, 100};
        assertThat(RunningScale.ofBest(values, new int[] {0, 1, 2, 3, 4})).isEqualTo(2);
        assertThat(RunningScale.ofBest(values, new int[0])).isZero();
        float[] many = new float[100];
        int[] rows = new int[100];
        for (int i = 0; i < 100; i++) {
            many[i] = (i * 37) % 100;
            rows[i] = i;
        }
        assertThat(RunningScale.ofBest(many, rows)).isEqualTo(94.5);
    }

    @Test
    void nodesAgreeOnOneScale() {
        NodeCounts one = new NodeCounts(1e6);
        NodeCounts other = new NodeCounts(1e6);
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            one.scale("video").add(4 * Math.exp(0.1 * random.nextGaussian()), i);
            other.scale("video").add(9 * Math.exp(0.1 * random.nextGaussian()), i);
        }
        Map<String, Double> scales =
                NodeCounts.together(1e6, List.of(one, other)).scales();
        assertThat(scales.get("video")).isCloseTo(6, within(0.1));
        assertThat(NodeCounts.of(1e6, one.tables()).tables()).isEqualTo(one.tables());
    }

    private static void feed(RunningScale scale, Random random, double usual, int slates) {
        for (int i = 0; i < slates; i++) {
            scale.add(usual * Math.exp(0.25 * random.nextGaussian()), i);
        }
    }
}
