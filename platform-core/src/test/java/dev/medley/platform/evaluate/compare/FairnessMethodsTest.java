package dev.medley.platform.evaluate.compare;

import static dev.medley.platform.evaluate.compare.RandomCases.lay;
import static dev.medley.platform.evaluate.compare.RandomCases.layNext;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.evaluate.slate.GroupRepresentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairnessMethodsTest {
    private static final long SEED = Long.getLong("medley.seed", System.nanoTime());

    /**
     * The setting of the paper's simulations (section 5.1): 2 to 10 groups, shares by chance, 100 rows a group with values
     * by chance, the first 100 places.
     */
    private static SlateCase simulated(Random random, int groups) {
        float[] values = new float[groups * 100];
        int[] group = new int[values.length];
        for (int row = 0; row < values.length; row++) {
            values[row] = random.nextFloat();
            group[row] = row % groups;
        }
        return RandomCases.of(0, 100, values, group);
    }

    private static int infeasible(SlateMethod method, SlateCase slate, double[] shares) {
        int[] order = lay(method, slate);
        return GroupRepresentation.infeasible(order, order.length, slate.groups()[0], shares)
                .index();
    }

    private static SlateMethod greedy(ConstrainedGreedy.Choice choice, double[] shares) {
        return new ConstrainedGreedy(choice, DeclaredShares.fixed(0, shares), 1);
    }

    /** Section 4.3: DetConstSort keeps to all floors; the greedy ones do for up to three groups. */
    @Test
    void floorsHoldWhereThePaperProvesIt() {
        Random random = new Random(SEED);
        for (int round = 0; round < 60; round++) {
            int groups = 2 + round % 9;
            double[] shares = RandomCases.shares(random, groups);
            SlateCase slate = simulated(random, groups);
            String name = "seed " + SEED + ", round " + round;
            assertThat(infeasible(new ConstrainedSort(DeclaredShares.fixed(0, shares), 1), slate, shares))
                    .as(name)
                    .isZero();
            if (groups <= 3) {
                for (ConstrainedGreedy.Choice choice : ConstrainedGreedy.Choice.values()) {
                    assertThat(infeasible(greedy(choice, shares), slate, shares))
                            .as(name + " " + choice)
                            .isZero();
                }
            }
        }
    }

    /** Figure of section 5.2: with more groups DetGreedy breaks floors, and DetCons and DetRelaxed far fewer. */
    @Test
    void greedyBreaksFloorsOfManyGroups() {
        Random random = new Random(SEED);
        int[] broken = new int[3];
        for (int round = 0; round < 60; round++) {
            double[] shares = RandomCases.shares(random, 8);
            SlateCase slate = simulated(random, 8);
            for (ConstrainedGreedy.Choice choice : ConstrainedGreedy.Choice.values()) {
                broken[choice.ordinal()] += infeasible(greedy(choice, shares), slate, shares);
            }
        }
        assertThat(broken[0]).as("seed " + SEED).isGreaterThan(5 * (broken[1] + 1));
        assertThat(broken[0]).as("seed " + SEED).isGreaterThan(5 * (broken[2] + 1));
    }

    @Test
    void constrainedSlatesAreThoseByHand() {
        // Group 0 has the three best rows; of group 1 every second place is to be had.
        SlateCase slate = RandomCases.of(0, 4, new float[] {0.9f, 0.8f, 0.7f, 0.3f, 0.2f}, new int[] {0, 0, 0, 1, 1});
        double[] half = {0.5, 0.5};
        assertThat(lay(greedy(ConstrainedGreedy.Choice.BEST, half), slate)).containsExactly(0, 3, 1, 4);
        // Floors are one of each by the second place and two of each by the fourth.
        assertThat(lay(new ConstrainedSort(DeclaredShares.fixed(0, half), 1), slate))
                .containsExactly(0, 3, 1, 4);
        // As in the plain order, group 1 has a quarter: once, by the fourth place.
        assertThat(lay(new ConstrainedSort(DeclaredShares.fixed(0, half), 0), slate))
                .containsExactly(0, 1, 2, 3);
        // Two thirds of the way the shares are 7 and 5 twelfths. Floors rise for group 0 at 2, 1 at 3, 0 at 4 and 1 at
        // 5;
        // the second row of group 0 moves up past the first of group 1, which is needed by the third place.
        assertThat(lay(new ConstrainedSort(DeclaredShares.fixed(0, half), 2 / 3.0), slate))
                .containsExactly(0, 1, 3, 4);
        // A group that runs out leaves its places to the others.
        SlateCase oneOnly = RandomCases.of(0, 5, new float[] {0.9f, 0.8f, 0.7f, 0.6f, 0.1f}, new int[] {0, 0, 0, 0, 1});
        for (ConstrainedGreedy.Choice choice : ConstrainedGreedy.Choice.values()) {
            assertThat(lay(greedy(choice, half), oneOnly)).as(choice.name()).containsExactly(0, 4, 1, 2, 3);
        }
        assertThat(lay(new ConstrainedSort(DeclaredShares.fixed(0, half), 1), oneOnly))
                .containsExactly(0, 4, 1, 2, 3);
        assertThatThrownBy(() -> new ConstrainedSort(DeclaredShares.fixed(0, new double[] {0.5, 0.6}), 1))
                .hasMessageStartingWith("declared shares sum to 1.1");
    }

    /** Table 2 of the FA*IR paper: the minimums at a significance of 0.1, uncorrected, for the first 12 places. */
    @Test
    void minimumsAreThoseOfThePapersTable() {
        int[][] table = {
            {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
            {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1},
            {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2},
            {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3},
            {0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 3, 4},
            {0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5},
            {0, 1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 6},
        };
        for (int row = 0; row < table.length; row++) {
            double share = (row + 1) / 10.0;
            assertThat(ProtectedMinimums.of(12, share, 0.1).minimums())
                    .as("share " + share)
                    .containsExactly(table[row]);
        }
    }

    /** What the authors' own library (fairsearch-core) gives for 10, 20 and 30 places. */
    @Test
    void correctedMinimumsAreThoseOfTheAuthors() {
        assertThat(ProtectedMinimums.of(20, 0.25, 0.1).minimums())
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3);
        // By hand: none of the first 9 is protected; or one of them is, and none of the next 6.
        double none = Math.pow(0.75, 9);
        double one = 9 * 0.25 * Math.pow(0.75, 14);
        assertThat(ProtectedMinimums.of(15, 0.25, 0.1).failure()).isCloseTo(none + one, within(1e-12));
        ProtectedMinimums twenty = ProtectedMinimums.adjusted(20, 0.25, 0.1);
        assertThat(twenty.minimums()).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2);
        assertThat(twenty.failure()).isCloseTo(0.10515247355215251, within(1e-12));
        assertThat(twenty.significance()).isLessThan(0.1);
        ProtectedMinimums ten = ProtectedMinimums.adjusted(10, 0.2, 0.15);
        assertThat(ten.minimums()).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 1, 1);
        assertThat(ten.failure()).isCloseTo(0.134217728, within(1e-12));
        assertThat(ten.significance()).isEqualTo(0.15);
        ProtectedMinimums thirty = ProtectedMinimums.adjusted(30, 0.3, 0.05);
        assertThat(thirty.minimums())
                .containsExactly(
                        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4);
        assertThat(thirty.failure()).isCloseTo(0.04877730797178359, within(1e-12));
        assertThatThrownBy(() -> ProtectedMinimums.of(10, 1, 0.1))
                .hasMessage("share is 1.0; allowed: above 0 and below 1");
    }

    @Test
    void theFairTopKKeepsTheMinimumsAndElseTheValues() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            SlateCase slate = RandomCases.of(random, round, 60, 12, 2, 2);
            double share = 0.1 + 0.6 * random.nextDouble();
            int[] order = lay(new FairTopK(twoGroups(share), new boolean[] {false, true}, 1), slate);
            String name = "seed " + SEED + ", round " + round;
            DiversityMethodsTest.assertLegal(slate, order, name);
            ProtectedMinimums minimums = ProtectedMinimums.adjusted(12, share, 0.1);
            int have = 0;
            float[] last = {Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY};
            for (int place = 0; place < order.length; place++) {
                int group = slate.groups()[0][order[place]];
                assertThat(slate.values()[order[place]]).as(name).isLessThanOrEqualTo(last[group]);
                last[group] = slate.values()[order[place]];
                // Lemma 1: no row above another of more value but for a minimum, which only protected rows profit from.
                if (group == 0 && place > 0 && slate.groups()[0][order[place - 1]] == 0) {
                    assertThat(slate.values()[order[place]])
                            .as(name)
                            .isLessThanOrEqualTo(slate.values()[order[place - 1]]);
                }
                have += group;
                assertThat(have).as(name + ", place " + place).isGreaterThanOrEqualTo(minimums.at(place + 1));
            }
        }
        SlateCase none = RandomCases.of(0, 4, new float[] {0.1f, 0.2f, 0.3f, 0.4f}, new int[4]);
        assertThat(lay(new FairTopK(twoGroups(0.9), new boolean[] {false, true}, 1), none))
                .containsExactly(3, 2, 1, 0);
    }

    /** Theorems 1 and 2 of FairRec: the share of the greatest even exposure, and envy up to one row. */
    @Test
    void roundsGiveEachProducerItsShareAndNobodyReasonToEnvy() {
        Random random = new Random(SEED);
        for (int round = 0; round < 60; round++) {
            int users = 4 + random.nextInt(10);
            int products = 6 + random.nextInt(10);
            int places = 2 + random.nextInt(4);
            double alpha = random.nextDouble();
            List<SlateCase> cases = new ArrayList<>();
            for (int user = 0; user < users; user++) {
                float[] values = new float[products];
                for (int product = 0; product < products; product++) {
                    values[product] = random.nextFloat();
                }
                cases.add(RandomCases.of(
                        user, places, values, IntStream.range(0, products).toArray()));
            }
            TwoSidedRounds method = new TwoSidedRounds(alike(products), alpha);
            method.begin(cases);
            int[] seen = new int[products];
            List<int[]> slates = new ArrayList<>();
            for (SlateCase slate : cases) {
                int[] order = layNext(method, slate);
                assertThat(order).hasSize(places).doesNotHaveDuplicates();
                IntStream.of(order).forEach(row -> seen[row]++);
                slates.add(order);
            }
            String name = "seed " + SEED + ", round " + round;
            int promised = (int) Math.floor(alpha * users * places / products + 1e-9);
            assertThat(IntStream.of(seen).min().getAsInt()).as(name).isGreaterThanOrEqualTo(promised);
            for (int user = 0; user < users; user++) {
                float[] values = cases.get(user).values();
                double own = IntStream.of(slates.get(user))
                        .mapToDouble(row -> values[row])
                        .sum();
                for (int[] others : slates) {
                    double sum =
                            IntStream.of(others).mapToDouble(row -> values[row]).sum();
                    double best = IntStream.of(others)
                            .mapToDouble(row -> values[row])
                            .max()
                            .orElse(0);
                    assertThat(own).as(name).isGreaterThanOrEqualTo(sum - best - 1e-6);
                }
            }
        }
        SlateCase stranger = RandomCases.of(7, 1, new float[] {1}, new int[1]);
        assertThatThrownBy(() -> new TwoSidedRounds(alike(1), 1).lay(stranger, new int[1]))
                .hasMessage("case 7 was not there when the method began");
    }

    /** No allowed prices are nearer, as those on a fine grid show; and what was allowed stays. */
    @Test
    void pricesAreProjectedToTheNearestAllowedOnes() {
        Random random = new Random(SEED);
        for (int round = 0; round < 40; round++) {
            double[] shares = RandomCases.shares(random, 2);
            double lambda = round % 4 == 0 ? 0 : random.nextDouble();
            double[] prices = {random.nextGaussian(), random.nextGaussian()};
            double[] moved = prices.clone();
            new PriceProjection(2).apply(moved, shares, lambda);
            String name = "seed " + SEED + ", round " + round;
            assertThat(debt(moved, shares)).as(name).isLessThanOrEqualTo(lambda + 1e-12);
            double distance = distance(prices, moved, shares);
            for (int i = -300; i <= 300; i++) {
                for (int j = -300; j <= 300; j++) {
                    double[] other = {i / 100.0, j / 100.0};
                    if (debt(other, shares) <= lambda) {
                        assertThat(distance).as(name).isLessThanOrEqualTo(distance(prices, other, shares) + 1e-12);
                    }
                }
            }
            if (debt(prices, shares) <= lambda) {
                assertThat(moved).as(name).containsExactly(prices);
            }
        }
    }

    /** The worst set of groups is that of all negative prices. */
    private static double debt(double[] prices, double[] shares) {
        double debt = 0;
        for (int g = 0; g < prices.length; g++) {
            debt += Math.max(0, -prices[g] * shares[g]);
        }
        return debt;
    }

    private static double distance(double[] left, double[] right, double[] shares) {
        double sum = 0;
        for (int g = 0; g < left.length; g++) {
            sum += shares[g] * shares[g] * (left[g] - right[g]) * (left[g] - right[g]);
        }
        return sum;
    }

    /**
     * The paper bounds the regret (theorem 2): with time what is reached nears the best that could be. Two groups of even
     * shares, of which every user likes one better, have a best that can be computed: all to the liked one, as far as its
     * budget goes, or both alike, whichever the weight of fairness makes better.
     */
    @Test
    void pricesReachTheBestTradeOff() {
        for (double lambda : new double[] {0, 0.05, 2}) {
            double regret = regret(lambda, 4_000);
            assertThat(regret).as("lambda " + lambda).isBetween(-0.001, 0.05);
        }
    }

    private static double regret(double lambda, int users) {
        Random random = new Random(SEED);
        double[] declared = {0.5, 0.5};
        List<SlateCase> cases = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            float[] values = new float[40];
            int[] group = new int[40];
            for (int row = 0; row < 40; row++) {
                group[row] = row % 2;
                values[row] = row % 2 == 0 ? 0.9f : 0.7f;
            }
            values[random.nextInt(20) * 2] = 1;
            cases.add(RandomCases.of(user, 10, values, group));
        }
        ProviderMaxMin method = new ProviderMaxMin(DeclaredShares.fixed(0, declared), lambda);
        method.begin(cases);
        double relevance = 0;
        double[] seen = new double[2];
        for (SlateCase slate : cases) {
            for (int row : layNext(method, slate)) {
                relevance += slate.relevances()[row];
                seen[slate.groups()[0][row]]++;
            }
        }
        double places = users * 10.0;
        double found = relevance / places + lambda * Math.min(seen[0], seen[1]) / places / 0.75;
        double best = 0;
        // The liked group may have from half to three quarters of the places, its budget.
        for (double share = 0.5; share <= 0.75; share += 0.01) {
            double mean = share * 0.9 + 0.01 + (1 - share) * 0.7;
            best = Math.max(best, mean + lambda * (1 - share) / 0.75);
        }
        return best - found;
    }

    @Test
    void everyMethodLaysLegalSlates() {
        Random random = new Random(SEED);
        for (int round = 0; round < 120; round++) {
            int groups = 2 + random.nextInt(4);
            double[] shares = RandomCases.shares(random, groups);
            boolean[] isProtected = new boolean[groups];
            isProtected[0] = true;
            List<SlateCase> cases = new ArrayList<>();
            for (int number = 0; number < 5; number++) {
                cases.add(RandomCases.of(random, number, 1 + random.nextInt(30), 1 + random.nextInt(12), 3, groups));
            }
            double weight = round % 10 / 9.0;
            DeclaredShares declared = new DeclaredShares(0, shares, round % 2 == 1);
            for (SweptMethod swept : SweptMethod.all(new SweptMethod.Setting(declared, isProtected, 4))) {
                SlateMethod method = swept.at().apply(weight);
                method.begin(cases);
                for (SlateCase slate : cases) {
                    DiversityMethodsTest.assertLegal(
                            slate,
                            layNext(method, slate),
                            "seed " + SEED + ", round " + round + ", " + swept.name() + " at " + weight);
                }
            }
        }
    }

    private static DeclaredShares twoGroups(double share) {
        return DeclaredShares.fixed(0, new double[] {1 - share, share});
    }

    private static DeclaredShares alike(int groups) {
        double[] shares = new double[groups];
        Arrays.fill(shares, 1.0 / groups);
        return DeclaredShares.fixed(0, shares);
    }

    /** Of what may be shown, not of all that there is; and a producer's promise follows its share. */
    @Test
    void sharesAreThoseOfTheEligibleRowsWhereThatIsDeclared() {
        SlateCase some = RandomCases.of(0, 2, new float[] {5, 4, 3, 2, 1}, new int[] {0, 0, 0, 1, 1});
        some.eligible()[0] = false;
        double[] found = new double[2];
        new DeclaredShares(0, new double[] {0.9, 0.1}, true).of(some, found);
        assertThat(found).containsExactly(0.5, 0.5);
        DeclaredShares.fixed(0, new double[] {0.9, 0.1}).of(some, found);
        assertThat(found).containsExactly(0.9, 0.1);
        Arrays.fill(some.eligible(), false);
        new DeclaredShares(0, new double[] {0.9, 0.1}, true).of(some, found);
        assertThat(found).as("nothing to have a share of").containsExactly(0.9, 0.1);

        List<SlateCase> cases = new ArrayList<>();
        for (int number = 0; number < 10; number++) {
            cases.add(RandomCases.of(number, 4, new float[] {9, 8, 7, 6, 5, 1}, new int[] {0, 0, 0, 0, 0, 1}));
        }
        TwoSidedRounds method = new TwoSidedRounds(DeclaredShares.fixed(0, new double[] {0.8, 0.2}), 1);
        method.begin(cases);
        int small = 0;
        for (SlateCase slate : cases) {
            small += (int)
                    IntStream.of(layNext(method, slate)).filter(row -> row == 5).count();
        }
        assertThat(small).isEqualTo(8);
    }
}
