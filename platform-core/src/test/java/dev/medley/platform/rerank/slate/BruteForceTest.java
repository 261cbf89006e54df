package dev.medley.platform.rerank.slate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Against every slate that there is, for up to 14 rows and 5 places: {@code -Dmedley.slate.cases=N} cases in all,
 * 120,000 if nothing is said.
 */
class BruteForceTest {
    private static final int CASES = Integer.getInteger("medley.slate.cases", 120_000);
    private static final double SLACK = 1e-4;

    private final SlateProblem problem = new SlateProblem();
    private final SlateWorkspace workspace = new SlateWorkspace();

    @Test
    void withoutRulesTheGainIsAtLeastTheGuaranteedPartOfTheBest() {
        double sum = 0;
        double worst = 1;
        int cases = CASES / 4;
        for (int seed = 0; seed < cases; seed++) {
            Random random = new Random(seed);
            SlateCases.fill(problem, random, 1 + random.nextInt(14), 1 + random.nextInt(5));
            workspace.lay(problem);
            double ratio = ratio(new SlateOracle(problem).best());
            assertThat(ratio).as("seed %d", seed).isBetween(1 - 1 / Math.E, 1 + SLACK);
            sum += ratio;
            worst = Math.min(worst, ratio);
        }
        System.out.printf("no rules: %,d cases, mean ratio %.5f, worst %.4f%n", cases, sum / cases, worst);
        assertThat(sum / cases).isGreaterThan(0.97);
    }

    @Test
    void aSlateThatHoldsTheRulesIsLaidExactlyWhenThereIsOneAndGainsHalfOfTheBest() {
        double sum = 0;
        double worst = 1;
        int feasible = 0;
        int cases = CASES - CASES / 4;
        for (int seed = 0; seed < cases; seed++) {
            Random random = new Random(1_000_000_007L * seed);
            SlateCases.fill(problem, random, 1 + random.nextInt(14), 1 + random.nextInt(5));
            SlateCases.countingRules(problem, random);
            workspace.lay(problem);
            SlateOracle oracle = new SlateOracle(problem);
            assertThat(workspace.hasRelaxations()).as("seed %d", seed).isEqualTo(!oracle.isFeasible());
            SlateChecks.holds(problem, workspace, "seed " + seed);
            if (oracle.isFeasible()) {
                double ratio = ratio(oracle.best());
                assertThat(ratio).as("seed %d", seed).isBetween(0.5, 1 + SLACK);
                sum += ratio;
                worst = Math.min(worst, ratio);
                feasible++;
            }
        }
        System.out.printf(
                "caps, floors and shares: %,d cases, %,d feasible, mean ratio %.5f, worst %.4f%n",
                cases, feasible, sum / feasible, worst);
        assertThat(sum / feasible).isGreaterThan(0.97);
        assertThat(cases - feasible).as("infeasible cases").isGreaterThan(cases / 20);
    }

    private double ratio(double best) {
        double gain = 0;
        for (int place = 0; place < workspace.size(); place++) {
            gain += workspace.gain(place);
        }
        return best < 1e-9 ? 1 : gain / best;
    }
}
