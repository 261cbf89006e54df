package dev.medley.platform.dataset;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** The demo world's only source of chance. The same seed and the same calls give the same world. */
final class DemoChance {
    private final SplittableRandom random;

    DemoChance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int first, int last) {
        return random.nextInt(first, last + 1);
    }

    double gaussian() {
        return random.nextGaussian();
    }

    double share() {
        return random.nextDouble();
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** An index, as likely as its weight. */
    int index(double[] weights) {
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

    /** A whole second up to {@code longest} before {@code end}, more often near the end. */
    Instant before(Instant end, Duration longest) {
        double skewed = Math.pow(random.nextDouble(), 2);
        return end.minusSeconds(1 + (long) (skewed * longest.toSeconds()));
    }
}
