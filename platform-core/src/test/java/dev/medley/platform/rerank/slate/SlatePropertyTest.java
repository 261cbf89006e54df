package dev.medley.platform.rerank.slate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random problems with every kind of rule, crossing groups, risks, advice and numbers that are none: {@code
 * -Dmedley.slates=N} of them, 100,000 if nothing is said.
 */
class SlatePropertyTest {
    private static final int SLATES = Integer.getInteger("medley.slates", 100_000);
    private static final int MOST_ROWS = 40;
    private static final float[] UNFIT = {
        Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, -Float.MAX_VALUE, 1e30f, -5
    };

    private final SlateProblem problem = new SlateProblem();
    private final SlateWorkspace workspace = new SlateWorkspace();
    private final float[] advice = new float[MOST_ROWS];

    @Test
    void whatIsNotEligibleNeverEnters() {
        long places = 0;
        int relaxed = 0;
        int empty = 0;
        for (int seed = 0; seed < SLATES; seed++) {
            Random random = new Random(seed);
            fill(random);
            try {
                lay(random);
            } catch (RuntimeException failure) {
                throw new AssertionError("seed " + seed, failure);
            }
            long seen = 0;
            for (int place = 0; place < workspace.size(); place++) {
                int row = workspace.row(place);
                if (!problem.isEligible(row) || (seen >> row & 1) != 0) {
                    throw new AssertionError("seed " + seed + ": row " + row + " at place " + place);
                }
                seen |= 1L << row;
            }
            places += workspace.size();
            relaxed += workspace.hasRelaxations() ? 1 : 0;
            empty += workspace.size() == 0 ? 1 : 0;
        }
        System.out.printf(
                "%,d slates, %,d places, 0 of rows that are not eligible; %,d slates with relaxations, %,d empty%n",
                SLATES, places, relaxed, empty);
        assertThat(relaxed).isGreaterThan(SLATES / 10);
        assertThat(empty).isPositive();
    }

    @Test
    void everyRuleHoldsOrIsRelaxedByWhatIsSaid() {
        for (int seed = 0; seed < 8_000; seed++) {
            Random random = new Random(31L * seed);
            fill(random);
            lay(random);
            SlateChecks.holds(problem, workspace, "seed " + seed);
        }
    }

    @Test
    void thePartsOfAGainAddUpAndTheOrderFollowsFromThem() {
        int moved = 0;
        int blocked = 0;
        for (int seed = 0; seed < 4_000; seed++) {
            Random random = new Random(77L * seed);
            fill(random);
            lay(random);
            for (int place = 0; place < workspace.size(); place++) {
                PlaceExplanation why = workspace.explain(place);
                String name = "seed " + seed + ": " + why;
                assertThat(why.gain()).as(name).isFinite().isEqualTo(workspace.gain(place));
                assertThat(why.sumOfParts()).as(name).isCloseTo(why.gain(), within(1e-9 * (1 + Math.abs(why.gain()))));
                assertThat(why.row()).as(name).isEqualTo(workspace.row(place));
                boolean isLast = place == problem.eligibleCount() - 1;
                assertThat(why.other().isEmpty()).as(name).isEqualTo(isLast);
                if (isLast) {
                    continue;
                }
                PlaceExplanation.Other other = why.other().orElseThrow();
                boolean isBetter = other.gain() > why.gain() || other.gain() == why.gain() && other.row() < why.row();
                assertThat(!isBetter || other.blockedBy().isPresent()).as(name).isTrue();
                assertThat(why.movedBy())
                        .as(name)
                        .isEqualTo(isBetter ? other.blockedBy() : why.movedBy().filter(x -> false));
                int otherPlace = workspace.placeOf(other.row());
                assertThat(otherPlace < 0 || otherPlace > place).as(name).isTrue();
                moved += why.movedBy().isPresent() ? 1 : 0;
                blocked += other.blockedBy().isPresent() ? 1 : 0;
            }
        }
        assertThat(moved).isPositive();
        assertThat(blocked).isGreaterThan(moved);
    }

    @Test
    void numbersThatAreNoneAreContainedAndNamed() {
        problem.reset(4, 4);
        problem.values()[0] = Float.NaN;
        problem.values()[1] = 1;
        problem.values()[2] = Float.POSITIVE_INFINITY;
        problem.values()[3] = 2;
        problem.risks()[3] = Float.NaN;
        problem.bonuses()[1] = Float.NaN;
        problem.attribute(new int[] {0, 0, 0, 0}, 1);
        problem.prices(0, new float[] {Float.NEGATIVE_INFINITY});
        problem.vectors(new float[] {1, 0, Float.NaN, 1, 0, 1e30f, 0, 1}, 2);
        problem.weights(SlateWeights.logDeterminant(1, 1));
        workspace.lay(problem);
        assertThat(List.of(workspace.row(0), workspace.row(1), workspace.row(2), workspace.row(3)))
                .containsExactly(2, 1, 3, 0);
        assertThat(workspace.contained())
                .extracting(Containment::toString)
                .containsExactly(
                        "2 of source VALUE contained, the first at 0: NaN became -1000000.0",
                        "4 of source PRICE contained, the first at 0: -Infinity became -1000000.0",
                        "1 of source RISK contained, the first at 3: NaN became 1000000.0",
                        "1 of source BONUS contained, the first at 1: NaN became 0.0",
                        "2 of source VECTOR contained, the first at 2: 1.0E30 became 1000000.0");
    }

    @Test
    void riskyRowsKeepTheirDistance() {
        problem.reset(10, 10);
        for (int row = 0; row < 10; row++) {
            problem.values()[row] = row < 2 ? 3 : 1;
            problem.risks()[row] = row < 2 ? 0.5f : 0;
        }
        workspace.lay(problem);
        assertThat(workspace.placeOf(1)).isEqualTo(1);
        problem.weights(new SlateWeights(Diversity.NONE, 0, 1, 0, 20, 3));
        workspace.lay(problem);
        assertThat(workspace.placeOf(0)).isZero();
        assertThat(workspace.placeOf(1)).as("the loss is gone three places on").isEqualTo(4);
        assertThat(workspace.explain(1).row()).isEqualTo(2);
    }

    private void lay(Random random) {
        if (random.nextBoolean()) {
            workspace.lay(problem);
            return;
        }
        workspace.begin(problem);
        while (!workspace.isComplete()) {
            for (int row = 0; row < problem.rows(); row++) {
                advice[row] = number(random, 0.2f * random.nextFloat());
            }
            workspace.placeNext(advice);
        }
    }

    private void fill(Random random) {
        int rows = random.nextInt(random.nextInt(8) == 0 ? MOST_ROWS + 1 : 15);
        problem.reset(rows, random.nextInt(9));
        float[] vectors = SlateCases.vectors(random, rows, 3);
        for (int row = 0; row < rows; row++) {
            problem.values()[row] = number(random, random.nextInt(4) * 0.3f);
            problem.bonuses()[row] = number(random, 0);
            problem.risks()[row] = number(random, random.nextInt(4) == 0 ? random.nextFloat() : 0);
            vectors[row * 3] = number(random, vectors[row * 3]);
        }
        int share = random.nextInt(20) == 0 ? 8 : random.nextInt(5);
        for (int row = 0; row < rows; row++) {
            if (random.nextInt(8) < share) {
                problem.drop(row);
            }
        }
        problem.vectors(vectors, 3);
        Diversity diversity = Diversity.values()[random.nextInt(3)];
        int window = random.nextInt(5);
        problem.weights(new SlateWeights(
                diversity, random.nextDouble(), 2, window == 1 ? 0 : window, random.nextInt(2), 1 + random.nextInt(4)));
        for (int attribute = 0; attribute < 3; attribute++) {
            int groups = 1 + random.nextInt(4);
            int[] groupOf = new int[rows];
            for (int row = 0; row < rows; row++) {
                groupOf[row] = random.nextInt(groups + 1) - 1;
            }
            problem.attribute(groupOf, groups);
        }
        problem.nested(0, 1);
        problem.prices(0, new float[] {number(random, 0.1f), 0, 0.3f, -0.2f});
        problem.coverage(1, new float[] {0.3f, number(random, 0.1f), 0.2f, 0});
        int rules = random.nextInt(7);
        for (int i = 0; i < rules; i++) {
            rule(random, i);
        }
    }

    private void rule(Random random, int number) {
        int attribute = random.nextInt(4);
        int groups = problem.groups(attribute);
        if (groups == 0 || problem.rows() == 0) {
            return;
        }
        boolean isFirm = random.nextInt(6) == 0;
        Priority.Kind kind = Priority.Kind.values()[isFirm ? random.nextInt(2) : 2];
        Priority priority = new Priority(kind, random.nextInt(3));
        int group = random.nextInt(groups);
        int each = random.nextBoolean() ? group : SlateRule.EACH_GROUP;
        String name = "rule-" + number;
        SlateRule rule = switch (random.nextInt(6)) {
            case 0 -> new SlateRule.MaxCount(name, priority, attribute, each, random.nextInt(4));
            case 1 -> new SlateRule.MinCount(name, priority, attribute, group, random.nextInt(4));
            case 2 -> new SlateRule.MinShare(name, priority, attribute, group, 1 - random.nextDouble());
            case 3 -> new SlateRule.MaxInWindow(name, priority, attribute, each, 1 + random.nextInt(2), 4);
            case 4 -> new SlateRule.MinGap(name, priority, attribute, each, 1 + random.nextInt(3));
            default -> new SlateRule.Pin(name, priority, random.nextInt(problem.rows()), random.nextInt(6));
        };
        try {
            problem.rule(rule);
        } catch (IllegalArgumentException twoFirmPins) {
            assertThat(rule).isInstanceOf(SlateRule.Pin.class);
        }
    }

    /** Now and then something that is none. */
    private static float number(Random random, float otherwise) {
        return random.nextInt(50) == 0 ? UNFIT[random.nextInt(UNFIT.length)] : otherwise;
    }
}
