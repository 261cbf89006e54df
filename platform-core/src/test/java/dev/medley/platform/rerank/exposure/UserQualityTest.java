package dev.medley.platform.rerank.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class UserQualityTest {
    private static final double HALF_LIFE = 1e5;

    @Test
    void theWorstGroupIsNamedWhenThereIsEnoughOfIt() {
        UserQuality quality = new UserQuality(HALF_LIFE);
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            quality.add("F-25", 0.6 + 0.1 * random.nextGaussian(), 0);
            quality.add("M-25", 0.5 + 0.1 * random.nextGaussian(), 0);
        }
        quality.add("M-85", 0, 0);
        quality.add("M-85", Double.NaN, 0);
        UserQuality.Report report = quality.report();
        assertThat(report.worst().orElseThrow().group()).isEqualTo("M-25");
        assertThat(report.best().orElseThrow().group()).isEqualTo("F-25");
        assertThat(report.worst().get().mean()).isCloseTo(0.5, within(0.02));
        assertThat(report.worst().get().deviation()).isCloseTo(0.1 / Math.sqrt(1_000), within(5e-4));
        assertThat(report.worstToMean()).isCloseTo(0.5 / 0.55, within(0.02));
        assertThat(report.groups()).extracting(UserQuality.GroupQuality::group).containsExactly("F-25", "M-25", "M-85");
    }

    @Test
    void sumsForgetAndAdd() {
        UserQuality one = new UserQuality(HALF_LIFE);
        UserQuality other = new UserQuality(HALF_LIFE);
        UserQuality all = new UserQuality(HALF_LIFE);
        Random random = new Random(2);
        for (int i = 0; i < 300; i++) {
            double quality = random.nextDouble();
            long time = random.nextInt(1_000_000);
            (random.nextBoolean() ? one : other).add("g", quality, time);
            all.add("g", quality, time);
        }
        other.add(one);
        UserQuality.GroupQuality merged = other.report().groups().getFirst();
        UserQuality.GroupQuality whole = all.report().groups().getFirst();
        assertThat(merged.slates()).isCloseTo(whole.slates(), within(1e-9)).isLessThan(100);
        assertThat(merged.mean()).isCloseTo(whole.mean(), within(1e-9));
        assertThat(new UserQuality(HALF_LIFE).report().worstToMean()).isEqualTo(1);
    }
}
