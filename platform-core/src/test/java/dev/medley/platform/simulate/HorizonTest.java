package dev.medley.platform.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.platform.dataset.DemoWorld;
import dev.medley.platform.simulate.BoredVisitors.Boredom;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HorizonTest {
    private static final SlateOrder DIVERSE = new LogDetOrder(0.15, 4);

    @Test
    void diversityCostsWhereNobodyIsBoredAndPaysWhereTheyAre() {
        BoredVisitors visitors =
                new BoredVisitors(DemoWorld.society(1, Instant.parse("2026-01-01T00:00:00Z")), 60, 6, 1);
        double[] off = visitors.engagement(SlateOrder.BY_VALUE, new Boredom(0, 2));
        double[] on = visitors.engagement(DIVERSE, new Boredom(0, 2));
        assertThat(sum(on)).isLessThan(sum(off)).isGreaterThan(0.97 * sum(off));
        double[] boredOff = visitors.engagement(SlateOrder.BY_VALUE, new Boredom(0.15, 2));
        double[] boredOn = visitors.engagement(DIVERSE, new Boredom(0.15, 2));
        assertThat(boredOn[5]).isGreaterThan(boredOff[5]);
        assertThat(boredOff[5]).as("boredom grows").isLessThan(boredOff[0]);
        assertThat(visitors.engagement(DIVERSE, new Boredom(0.15, 2))).isEqualTo(boredOn);
    }

    /** Against the definition: at every place the row whose value and determinant are the greatest. */
    @Test
    void theIncrementalDeterminantIsTheDeterminant() {
        Random random = new Random(3);
        for (int run = 0; run < 50; run++) {
            double[] values = random.doubles(8).toArray();
            float[][] vectors = new float[8][3];
            for (float[] vector : vectors) {
                double squares = 0;
                for (int i = 0; i < 3; i++) {
                    vector[i] = (float) random.nextGaussian();
                    squares += vector[i] * vector[i];
                }
                for (int i = 0; i < 3; i++) {
                    vector[i] /= (float) Math.sqrt(squares);
                }
            }
            int[] slate = new int[5];
            new LogDetOrder(0.4, 3).lay(values, vectors, slate);
            int[] expected = new int[0];
            for (int place = 0; place < 5; place++) {
                int best = -1;
                double bestGain = Double.NEGATIVE_INFINITY;
                for (int row = 0; row < 8; row++) {
                    int candidate = row;
                    if (Arrays.stream(expected).noneMatch(placed -> placed == candidate)) {
                        int[] with = Arrays.copyOf(expected, place + 1);
                        with[place] = row;
                        double gain = values[row] + 0.4 * (logDet(with, vectors) - logDet(expected, vectors));
                        if (gain > bestGain) {
                            best = row;
                            bestGain = gain;
                        }
                    }
                }
                expected = Arrays.copyOf(expected, place + 1);
                expected[place] = best;
            }
            assertThat(slate).as("run %s", run).isEqualTo(expected);
        }
    }

    /** By elimination. */
    private static double logDet(int[] rows, float[][] vectors) {
        int n = rows.length;
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int d = 0; d < 3; d++) {
                    matrix[i][j] += 3 * vectors[rows[i]][d] * vectors[rows[j]][d];
                }
            }
            matrix[i][i] += 1;
        }
        double log = 0;
        for (int pivot = 0; pivot < n; pivot++) {
            log += Math.log(matrix[pivot][pivot]);
            for (int i = pivot + 1; i < n; i++) {
                double factor = matrix[i][pivot] / matrix[pivot][pivot];
                for (int j = pivot; j < n; j++) {
                    matrix[i][j] -= factor * matrix[pivot][j];
                }
            }
        }
        return log;
    }

    @Test
    void aSmallRunPrintsItsCurveAndDrawsIt() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        String svg = new Horizon(20, 4, 1, new PrintStream(printed, true, StandardCharsets.UTF_8)).run();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("day", "satiation", "total engagement");
        assertThat(svg).startsWith("<svg").contains("diversity on").endsWith("</svg>\n");
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }
}
