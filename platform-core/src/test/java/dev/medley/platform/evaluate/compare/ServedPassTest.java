package dev.medley.platform.evaluate.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.platform.evaluate.compare.ServedPass.Worths;
import dev.medley.platform.evaluate.slate.RowLabels;
import dev.medley.platform.rerank.slate.SlateProblem;
import dev.medley.platform.rerank.slate.SlateWeights;
import dev.medley.platform.rerank.slate.SlateWorkspace;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ServedPassTest {
    private static final long SEED = Long.getLong("medley.seed", System.nanoTime());

    private final Random random = new Random(SEED);

    private static int[] lay(Worths worths, SlateCase slate) {
        return RandomCases.lay(new ServedPass(worths), slate);
    }

    @Test
    void withoutAnyWorthItIsThePlainOrder() {
        for (int i = 0; i < 300; i++) {
            SlateCase slate = RandomCases.of(random, i, 1 + random.nextInt(40), 1 + random.nextInt(12), 6, 3);
            assertThat(lay(new Worths(0.5, 4, 0.5).times(0), slate))
                    .as("seed %d, case %d", SEED, i)
                    .isEqualTo(RandomCases.lay(new PlainOrder(), slate));
        }
    }

    /**
     * Two categories, of which the user took the second one three times in four. The mean of the ten best eligible values is
     * 0.75; the row of value 9 may not be shown.
     */
    @Test
    void theSlateIsThatOfAProblemFilledByHand() {
        float[] values = new float[13];
        int[][] categories = new int[13][];
        int[] first = new int[13];
        boolean[] eligible = new boolean[13];
        float[] vectors = new float[13 * 4];
        for (int row = 0; row < 12; row++) {
            values[row] = row < 10 ? (row % 2 == 0 ? 1 : 0.5f) : 0.4f;
            first[row] = row < 8 ? 0 : 1;
            categories[row] = new int[] {first[row]};
            eligible[row] = true;
            vectors[row * 4 + row % 4] = 1;
        }
        values[12] = 9;
        categories[12] = new int[0];
        first[12] = SlateProblem.NO_GROUP;
        vectors[12 * 4] = 1;
        SlateCase slate = SlateCase.of(
                0,
                6,
                values,
                eligible,
                vectors,
                4,
                new int[][] {new int[13]},
                RowLabels.of(categories, 2),
                new double[] {0.25, 0.75});
        for (double part : new double[] {0.25, 0.5, 1}) {
            SlateProblem problem = new SlateProblem();
            problem.reset(13, 6);
            System.arraycopy(values, 0, problem.values(), 0, 13);
            problem.drop(12);
            problem.vectors(vectors, 4);
            problem.weights(SlateWeights.logDeterminant(0.75 * 0.4 * part, 4));
            problem.coverage(
                    problem.attribute(first, 2),
                    new float[] {(float) (0.75 * 0.8 * part * 0.5), (float) (0.75 * 0.8 * part * Math.sqrt(0.75))});
            SlateWorkspace workspace = new SlateWorkspace();
            workspace.lay(problem);
            int[] byHand =
                    IntStream.range(0, workspace.size()).map(workspace::row).toArray();
            assertThat(lay(new Worths(0.4, 4, 0.8).times(part), slate))
                    .as("part %s", part)
                    .isEqualTo(byHand);
        }
        assertThat(lay(new Worths(0.4, 4, 0.8), slate)).isNotEqualTo(lay(new Worths(0, 4, 0), slate));
        assertThat(lay(new Worths(0.4, 4, 0), slate)).isNotEqualTo(lay(new Worths(0, 4, 0.8), slate));
    }

    /** Worths are in usual values, so it does not matter what a value is counted in. */
    @Test
    void valuesInAnotherUnitMakeTheSameSlate() {
        Worths worths = new Worths(0.3, 4, 0.2);
        int changed = 0;
        for (int i = 0; i < 300; i++) {
            SlateCase slate = RandomCases.of(random, i, 1 + random.nextInt(40), 1 + random.nextInt(12), 6, 3);
            float[] values = slate.values().clone();
            for (int row = 0; row < values.length; row++) {
                values[row] /= 1024;
            }
            SlateCase small = SlateCase.of(
                    i,
                    slate.places(),
                    values,
                    slate.eligible(),
                    slate.vectors(),
                    slate.width(),
                    slate.groups(),
                    slate.categories(),
                    slate.interests());
            int[] laid = lay(worths, slate);
            assertThat(lay(worths, small)).as("seed %d, case %d", SEED, i).isEqualTo(laid);
            changed += Arrays.equals(laid, RandomCases.lay(new PlainOrder(), slate)) ? 0 : 1;
        }
        assertThat(changed).as("seed %d", SEED).isGreaterThan(100);
    }

    @Test
    void aRowOfSeveralCategoriesTellsAllThatItHasInCommonWithTheUser() {
        float[] values = {0.5f, 0.48f, 0.46f};
        SlateCase slate = SlateCase.of(
                0,
                2,
                values,
                new boolean[] {true, true, true},
                new float[] {1, 1, 1},
                1,
                new int[][] {new int[3]},
                RowLabels.of(new int[][] {{0}, {0}, {1, 2}}, 3),
                new double[] {0.5, 0.1, 0.4});
        // The third row has half of the interests, as the others; the tenth of its first category would not do.
        assertThat(lay(new Worths(0, 4, 0.15), slate)).containsExactly(0, 2);
        assertThat(lay(new Worths(0, 4, 0), slate)).containsExactly(0, 1);
    }

    @Test
    void whatIsNotEligibleIsNotShown() {
        for (int i = 0; i < 300; i++) {
            SlateCase slate = RandomCases.of(random, i, 1 + random.nextInt(20), 8, 4, 3);
            for (int row : lay(new Worths(0.3, 4, 0.3), slate)) {
                assertThat(slate.eligible()[row])
                        .as("seed %d, case %d", SEED, i)
                        .isTrue();
            }
        }
    }

    @Test
    void worthsHaveBounds() {
        assertThatThrownBy(() -> new Worths(-1, 4, 0))
                .hasMessage("diversity is -1.0; allowed: finite and not negative");
        assertThatThrownBy(() -> new Worths(0, 0, 0)).hasMessage("likeness is 0.0; allowed: above 0, at most 1000");
        assertThatThrownBy(() -> new Worths(0, 4, Double.NaN))
                .hasMessage("interests is NaN; allowed: finite and not negative");
    }
}
