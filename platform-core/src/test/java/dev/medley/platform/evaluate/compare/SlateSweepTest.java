package dev.medley.platform.evaluate.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlateSweepTest {
    private static final long SEED = Long.getLong("medley.seed", System.nanoTime());
    private static final GroupAttribute SIZE =
            new GroupAttribute("size", List.of("small", "large"), new double[] {0.5, 0.5});

    /** Small shops whose rows are worth less; the large ones sell much the same, the small ones anything. */
    private static List<JudgedCase> cases(int count, boolean isSafe) {
        Random random = new Random(SEED);
        List<JudgedCase> cases = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            SlateCase some = RandomCases.of(random, number, 40, 8, 8, 2);
            float[] values = some.values();
            float[] gains = new float[40];
            float[] vectors = some.vectors();
            boolean[] eligible = some.eligible();
            for (int row = 0; row < 40; row++) {
                if (some.groups()[0][row] == 1) {
                    vectors[row * 8] += 1.5f;
                    normalize(vectors, row * 8);
                }
                values[row] *= some.groups()[0][row] == 0 ? 0.6f : 1;
                eligible[row] |= isSafe;
                gains[row] = random.nextFloat() < values[row] / 3 ? 1 : 0;
            }
            gains[0] = 1;
            SlateCase slate = SlateCase.of(
                    number, 8, values, eligible, vectors, 8, some.groups(), some.categories(), some.interests());
            cases.add(JudgedCase.of(slate, gains, List.of(number % 2 == 0 ? "even" : "odd")));
        }
        return cases;
    }

    private static void normalize(float[] vectors, int from) {
        double square = 0;
        for (int at = from; at < from + 8; at++) {
            square += vectors[at] * vectors[at];
        }
        for (int at = from; at < from + 8; at++) {
            vectors[at] /= (float) Math.sqrt(square);
        }
    }

    private static SlateSweep.Result sweep(List<JudgedCase> cases, Double... weights) {
        SlateSweep.Settings settings = new SlateSweep.Settings(0, 4, List.of(weights), 0.5);
        return new SlateSweep(cases, List.of(SIZE), settings).run(SweptMethod::all, _ -> {});
    }

    private static SweepPoint point(SlateSweep.Result result, String method, double weight) {
        return result.points().stream()
                .filter(point -> point.method().equals(method) && point.weight() == weight)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachMethodGivesMoreOfWhatItIsFor() {
        SlateSweep.Result result = sweep(cases(200, true), 0.0, 0.3, 1.0);
        SweepPoint plain = point(result, SweptMethod.PLAIN, 0);
        assertThat(plain.figure(SlateFigure.NDCG_RETENTION)).isEqualTo(1);
        assertThat(plain.figure(SlateFigure.VALUE_RETENTION)).isEqualTo(1);
        assertThat(result.isProtected()).containsExactly(true, false);
        for (String method : List.of("MMR", "DPP", "SSD", "Steck", "DetConstSort", "FA*IR", "FairRec")) {
            assertThat(point(result, method, 0).figure(SlateFigure.NDCG))
                    .as(method)
                    .isCloseTo(plain.figure(SlateFigure.NDCG), within(0.02));
        }
        for (String method : List.of("MMR", "DPP", "SSD")) {
            assertThat(point(result, method, 1).figure(SlateFigure.INTRA_LIST_DISTANCE))
                    .as(method)
                    .isGreaterThan(plain.figure(SlateFigure.INTRA_LIST_DISTANCE) + 0.05);
        }
        assertThat(point(result, "Steck", 1).figure(SlateFigure.CALIBRATION_KL))
                .isLessThan(plain.figure(SlateFigure.CALIBRATION_KL) / 2);
        for (String method :
                List.of("DetGreedy", "DetCons", "DetRelaxed", "DetConstSort", "FA*IR", "FairRec", "P-MMF")) {
            assertThat(point(result, method, 1).figure(SlateFigure.MAX_MIN_SHARE))
                    .as(method)
                    .isGreaterThan(plain.figure(SlateFigure.MAX_MIN_SHARE) + 0.05);
        }
        assertThat(point(result, "DetConstSort", 1).figure(SlateFigure.INFEASIBLE_INDEX))
                .isZero();
        for (SweepPoint point : result.points()) {
            assertThat(point.figure(SlateFigure.SAFETY_VIOLATIONS))
                    .as(point.method())
                    .isZero();
            assertThat(point.userGroups()).containsOnlyKeys("even", "odd");
            assertThat(point.figure(SlateFigure.LATENCY_P99))
                    .isGreaterThanOrEqualTo(point.figure(SlateFigure.LATENCY_P50));
            assertThat(point.figure(SlateFigure.VALUE_RETENTION))
                    .as(point.method())
                    .isLessThan(1.000001);
        }
    }

    @Test
    void noPointOfAMethodBeatsOneOfItsFront() {
        SlateSweep.Result result = sweep(cases(60, false), 0.0, 0.1, 0.5, 0.9);
        assertThat(result.fronts()).hasSize(result.methods().size());
        for (SweepFront front : result.fronts()) {
            assertThat(front.weights()).as(front.method()).isNotEmpty();
            assertThat(front.hypervolume()).isPositive();
            for (double weight : front.weights()) {
                double[] kept = point(result, front.method(), weight).objectives();
                for (SweepPoint other : result.points()) {
                    if (other.method().equals(front.method())) {
                        double[] objectives = other.objectives();
                        assertThat(objectives[0] > kept[0] && objectives[1] > kept[1] && objectives[2] > kept[2])
                                .isFalse();
                    }
                }
            }
        }
    }

    /** What shows rows that safety does not let through is found out. */
    @Test
    void violationsAreCounted() {
        List<JudgedCase> cases = cases(50, false);
        SlateMethod careless = (slate, order) -> {
            for (int place = 0; place < slate.places(); place++) {
                order[place] = place;
            }
            return slate.places();
        };
        SlateSweep sweep = new SlateSweep(cases, List.of(SIZE), new SlateSweep.Settings(0, 4, List.of(0.5), 0));
        SlateSweep.Result result =
                sweep.run(_ -> List.of(new SweptMethod("careless", "", "none", _ -> careless)), _ -> {});
        long expected = 0;
        for (JudgedCase judged : cases) {
            for (int row = 0; row < 8; row++) {
                expected += judged.slate().eligible()[row] ? 0 : 1;
            }
        }
        assertThat(result.points().getFirst().figure(SlateFigure.SAFETY_VIOLATIONS))
                .isEqualTo(expected)
                .isPositive();
        SlateMethod twice = (slate, order) -> slate.places();
        assertThatThrownBy(() -> sweep.run(_ -> List.of(new SweptMethod("twice", "", "none", _ -> twice)), _ -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("place 1 of slate 0 has row 0; allowed: each of 0 to 39 once");
    }

    @Test
    void settingsHaveBounds() {
        assertThatThrownBy(() -> new SlateSweep.Settings(0, 1, List.of(0.0), 0)).hasMessageContaining("window is 1");
        assertThatThrownBy(() -> new SlateSweep.Settings(0, 2, List.of(2.0), 0))
                .hasMessage("weight is 2.0; allowed: 0 to 1");
        assertThatThrownBy(() -> new SlateSweep.Settings(0, 2, List.of(), 0)).hasMessageContaining("weights: none");
        assertThatThrownBy(() -> new SlateSweep.Settings(0, 2, List.of(0.0), 1)).hasMessageContaining("floor is 1.0");
        assertThatThrownBy(() -> new SlateSweep(List.of(), List.of(), new SlateSweep.Settings(0, 2, List.of(0.0), 0)))
                .hasMessage("controlled is 0; allowed: 0 to -1");
    }
}
