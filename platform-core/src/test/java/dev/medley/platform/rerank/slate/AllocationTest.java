package dev.medley.platform.rerank.slate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Once the arrays are as long as they must be, nothing is allocated: not for the problem, not for its slate. */
class AllocationTest {
    private static final int ROWS = 400;
    private static final int PLACES = 30;
    private static final int DIMENSION = 16;
    private static final int SLATES = 400;

    private static final SlateRule[] RULES = {
        new SlateRule.MaxCount("nested", Priority.product(0), 2, SlateRule.EACH_GROUP, 2),
        new SlateRule.MaxCount("cap", Priority.product(1), 0, SlateRule.EACH_GROUP, 8),
        new SlateRule.MinShare("share", Priority.product(2), 0, 1, 0.2),
        new SlateRule.MinCount("floor", Priority.product(3), 0, 2, 2),
        new SlateRule.MaxInWindow("window", Priority.product(4), 0, SlateRule.EACH_GROUP, 2, 5),
        new SlateRule.MinGap("gap", Priority.product(5), 1, SlateRule.EACH_GROUP, 2),
        new SlateRule.Pin("pin", Priority.product(6), 17, 4),
    };

    private static final Diversity[] DIVERSITIES = Diversity.values();

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final SlateProblem problem = new SlateProblem();
    private final SlateWorkspace workspace = new SlateWorkspace();
    private final float[][] values = new float[8][ROWS];
    private final float[] vectors = SlateCases.vectors(new Random(1), ROWS, DIMENSION);
    private final int[] outer = new int[ROWS];
    private final int[] inner = new int[ROWS];
    private final float[] prices = new float[8];
    private final float[] coverage = new float[8];
    private final float[] advice = new float[ROWS];
    private final SlateWeights[] weights = new SlateWeights[DIVERSITIES.length * 2];

    @Test
    void nothingIsAllocatedAfterTheFirstSlates() {
        Random random = new Random(2);
        for (int row = 0; row < ROWS; row++) {
            for (float[] each : values) {
                each[row] = random.nextFloat();
            }
            outer[row] = random.nextInt(8);
            inner[row] = random.nextInt(60);
            advice[row] = random.nextFloat() * 0.1f;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = new SlateWeights(DIVERSITIES[i / 2], 0.3, 2, i % 2 == 0 ? 0 : 7, 0.2, 3);
        }
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            int sum = 0;
            for (int slate = 0; slate < SLATES; slate++) {
                sum += lay(slate);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            assertThat(sum).isPositive();
        }
        assertThat(least).as("bytes of %d slates", SLATES).isZero();
    }

    private int lay(int slate) {
        problem.reset(ROWS, PLACES);
        System.arraycopy(values[slate % values.length], 0, problem.values(), 0, ROWS);
        problem.risks()[slate % ROWS] = 0.5f;
        problem.drop(slate * 7 % ROWS == 17 ? 18 : slate * 7 % ROWS);
        problem.vectors(vectors, DIMENSION);
        problem.weights(weights[slate % weights.length]);
        problem.attribute(outer, 8);
        problem.attribute(inner, 60);
        problem.nested(0, 1);
        problem.prices(0, prices);
        problem.coverage(0, coverage);
        for (SlateRule rule : RULES) {
            problem.rule(rule);
        }
        // Every fourth time a floor that no slate can hold.
        if (slate % 4 == 0) {
            problem.rule(IMPOSSIBLE);
        }
        workspace.begin(problem);
        while (!workspace.isComplete()) {
            if (slate % 3 == 0) {
                workspace.placeNext(advice);
            } else {
                workspace.placeNext();
            }
        }
        return workspace.size() + (workspace.hasRelaxations() ? 1 : 0);
    }

    private static final SlateRule IMPOSSIBLE = new SlateRule.MinCount("impossible", Priority.product(7), 0, 3, 25);
}
