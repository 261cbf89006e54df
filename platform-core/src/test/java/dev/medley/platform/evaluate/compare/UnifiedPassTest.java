package dev.medley.platform.evaluate.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.evaluate.compare.UnifiedPass.Aims;
import dev.medley.platform.evaluate.slate.GroupExposure;
import dev.medley.platform.evaluate.slate.GroupRepresentation;
import dev.medley.platform.evaluate.slate.RowLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnifiedPassTest {
    private static final long SEED = Long.getLong("medley.seed", System.nanoTime());
    private static final int PLACES = 10;
    private static final double[] SHARES = {0.2, 0.3, 0.5};

    private final Random random = new Random(SEED);

    /** The first groups' rows are worth less, and all rows may be shown. */
    private List<JudgedCase> cases(int count) {
        List<JudgedCase> cases = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            SlateCase some = RandomCases.of(random, number, 60, PLACES, 8, SHARES.length);
            float[] values = some.values();
            float[] gains = new float[values.length];
            for (int row = 0; row < values.length; row++) {
                values[row] *= new float[] {0.3f, 0.6f, 1}[some.groups()[0][row]];
                gains[row] = random.nextFloat() < values[row] / 2 ? 1 : 0;
            }
            gains[0] = 1;
            Arrays.fill(some.eligible(), true);
            SlateCase slate = SlateCase.of(
                    number,
                    PLACES,
                    values,
                    some.eligible(),
                    some.vectors(),
                    8,
                    some.groups(),
                    some.categories(),
                    some.interests());
            cases.add(JudgedCase.of(slate, gains, List.of()));
        }
        return cases;
    }

    private static UnifiedPass pass(double theta, double coverage, double priced, double floors) {
        return new UnifiedPass(DeclaredShares.fixed(0, SHARES), new Aims(theta, 1, coverage, 0, priced, floors));
    }

    @Test
    void withoutAnyAimItIsThePlainOrder() {
        for (int i = 0; i < 300; i++) {
            SlateCase slate = RandomCases.of(random, i, 1 + random.nextInt(40), 1 + random.nextInt(12), 6, 3);
            assertThat(RandomCases.lay(pass(0, 0, 0, 0), slate))
                    .as("seed %d, case %d", SEED, i)
                    .isEqualTo(RandomCases.lay(new PlainOrder(), slate));
        }
    }

    /** Whatever else is wanted; where every group has rows enough, as the sorted method of the paper needs it, too. */
    @Test
    void floorsHoldInEveryBeginning() {
        for (JudgedCase judged : cases(300)) {
            int[] group = judged.slate().groups()[0];
            for (int g = 0; g < SHARES.length; g++) {
                int wanted = g;
                assertThat(Arrays.stream(group).filter(each -> each == wanted).count())
                        .as("seed %d", SEED)
                        .isGreaterThanOrEqualTo(GroupRepresentation.floor(SHARES[g], PLACES));
            }
            int[] order = RandomCases.lay(pass(0.3, 0.1, 0, 1), judged.slate());
            assertThat(GroupRepresentation.infeasible(order, order.length, group, SHARES)
                            .index())
                    .as("seed %d, case %d", SEED, judged.slate().number())
                    .isZero();
            assertThat(order).hasSize(PLACES).doesNotHaveDuplicates();
        }
    }

    @Test
    void pricesGetEachGroupItsPartOfTheAttention() {
        List<SlateCase> slates = cases(400).stream().map(JudgedCase::slate).toList();
        GroupExposure plain = exposure(new PlainOrder(), slates);
        assertThat(plain.maxMinShare(SHARES)).as("seed %d", SEED).isLessThan(0.25);
        for (double part : new double[] {0.5, 0.9}) {
            GroupExposure priced = exposure(pass(0, 0, part, 0), slates);
            assertThat(priced.maxMinShare(SHARES)).as("seed %d, %s", SEED, part).isCloseTo(part, within(0.05));
        }
    }

    private static GroupExposure exposure(SlateMethod method, List<SlateCase> slates) {
        GroupExposure exposure = new GroupExposure(SHARES.length);
        method.begin(slates);
        for (SlateCase slate : slates) {
            int[] order = RandomCases.layNext(method, slate);
            exposure.add(order, order.length, slate.groups()[0]);
        }
        return exposure;
    }

    /** Likeness counts by its square: an opposite is no more of its own than what is at right angles. */
    @Test
    void diversityMakesRowsUnlikeOneAnother() {
        double before = 0;
        double after = 0;
        for (JudgedCase judged : cases(100)) {
            before += likeness(judged.slate(), RandomCases.lay(new PlainOrder(), judged.slate()));
            after += likeness(judged.slate(), RandomCases.lay(pass(3, 0, 0, 0), judged.slate()));
        }
        assertThat(after).as("seed %d", SEED).isLessThan(before * 0.8);
    }

    /** The greatest sum of roots is that of a slate which has the categories in the user's own shares. */
    @Test
    void interestsBringACategoryTheirShareOfTheSlate() {
        float[] values = new float[40];
        int[][] categories = new int[40][];
        boolean[] eligible = new boolean[40];
        float[] vectors = new float[40];
        Arrays.fill(eligible, true);
        Arrays.fill(vectors, 1);
        for (int row = 0; row < 40; row++) {
            values[row] = row < 20 ? 0.3f + row / 1000f : 0.2f + row / 1000f;
            categories[row] = new int[] {row / 20};
        }
        SlateCase slate = SlateCase.of(
                0,
                PLACES,
                values,
                eligible,
                vectors,
                1,
                new int[][] {new int[40]},
                RowLabels.of(categories, 2),
                new double[] {0.4, 0.6});
        DeclaredShares one = DeclaredShares.fixed(0, new double[] {1});
        int[] plain = RandomCases.lay(new UnifiedPass(one, new Aims(0, 1, 0, 0, 0, 0)), slate);
        int[] calibrated = RandomCases.lay(new UnifiedPass(one, new Aims(0, 1, 0, 100, 0, 0)), slate);
        assertThat(Arrays.stream(plain).filter(row -> row >= 20)).isEmpty();
        assertThat(Arrays.stream(calibrated).filter(row -> row >= 20)).hasSize(6);
    }

    /** Of two users the one who has few rows to take is not the one who pays for a group. */
    @Test
    void whoHasMuchToTakePaysForAGroup() {
        float[] rich = {0.9f, 0.9f, 0.9f, 0.9f, 0.85f};
        float[] poor = {0.3f, 0.05f, 0.04f, 0.03f, 0.25f};
        List<SlateCase> cases = new ArrayList<>();
        for (int number = 0; number < 200; number++) {
            cases.add(RandomCases.of(number, 1, number % 2 == 0 ? rich : poor, new int[] {0, 0, 0, 0, 1}));
        }
        UnifiedPass pass =
                new UnifiedPass(DeclaredShares.fixed(0, new double[] {0.6, 0.4}), new Aims(0, 1, 0, 0, 1, 0));
        pass.begin(cases);
        int[] gave = new int[2];
        for (SlateCase slate : cases) {
            gave[slate.number() % 2] += RandomCases.layNext(pass, slate)[0] == 4 ? 1 : 0;
        }
        assertThat(gave[0] + gave[1]).as("a group of share 0.4").isBetween(70, 90);
        assertThat(gave[0]).isGreaterThan(gave[1]);
    }

    private static double likeness(SlateCase slate, int[] order) {
        double sum = 0;
        for (int i = 0; i < order.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += Math.pow(slate.similarity(order[i], order[j]), 2);
            }
        }
        return sum;
    }

    @Test
    void whatIsNotEligibleIsNotShown() {
        UnifiedPass pass = pass(0.2, 0.2, 0.5, 1);
        for (int i = 0; i < 300; i++) {
            SlateCase slate = RandomCases.of(random, i, 1 + random.nextInt(20), 8, 4, 3);
            for (int row : RandomCases.layNext(pass, slate)) {
                assertThat(slate.eligible()[row])
                        .as("seed %d, case %d", SEED, i)
                        .isTrue();
            }
        }
    }

    @Test
    void aSweepKeepsAllAtNoWeightAndIsWorthMoreThanThePlainOrder() {
        GroupAttribute groups = new GroupAttribute("size", List.of("small", "middle", "large"), SHARES);
        SlateSweep.Settings settings = new SlateSweep.Settings(0, 4, List.of(0.0, 0.3, 1.0), 0.5);
        SlateSweep.Result result = new SlateSweep(cases(100), List.of(groups), settings).run(SweptMethod::all, _ -> {});
        SweepFront plain = front(result, SweptMethod.PLAIN);
        assertThat(front(result, SweptMethod.UNIFIED).hypervolume())
                .as("seed %d", SEED)
                .isGreaterThan(plain.hypervolume() * 1.2);
        for (SweepPoint point : result.points()) {
            if (point.method().startsWith(SweptMethod.UNIFIED)) {
                assertThat(point.figure(SlateFigure.SAFETY_VIOLATIONS)).isZero();
                if (point.weight() == 0) {
                    assertThat(point.figure(SlateFigure.NDCG_RETENTION))
                            .as("seed %d, %s", SEED, point.method())
                            .isEqualTo(1);
                }
            }
            if (point.method().equals(SweptMethod.UNIFIED_FLOORS) && point.weight() == 1) {
                assertThat(point.figure(SlateFigure.INFEASIBLE_INDEX)).isZero();
            }
        }
    }

    private static SweepFront front(SlateSweep.Result result, String method) {
        return result.fronts().stream()
                .filter(front -> front.method().equals(method))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aimsHaveBounds() {
        assertThatThrownBy(() -> new Aims(0, 1, -1, 0, 0, 0))
                .hasMessage("coverage is -1.0; allowed: finite and not negative");
        assertThatThrownBy(() -> new Aims(0, 1, 0, -1, 0, 0))
                .hasMessage("interests is -1.0; allowed: finite and not negative");
        assertThatThrownBy(() -> new Aims(0, 1, 0, 0, 2, 0)).hasMessage("priced is 2.0; allowed: 0 to 1");
        assertThatThrownBy(() -> new Aims(0, 1, 0, 0, 0, 2)).hasMessage("floors is 2.0; allowed: 0 to 1");
    }
}
