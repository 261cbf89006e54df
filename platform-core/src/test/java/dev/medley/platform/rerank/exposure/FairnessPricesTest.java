package dev.medley.platform.rerank.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.rerank.exposure.PriceSettings.Mirror;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FairnessPricesTest {
    private static final List<String> GROUPS = List.of("big", "middle", "small");
    private static final double HALF_LIFE = 1e9;

    /** Ranks a stream by value and price; in each request a candidate of a great group is worth more than of a small one. */
    private static final class Stream {
        private final Map<String, ExposureGoal> goals;
        private final PriceSettings settings;
        private final Random random;
        private ExposureLedger ledger = new ExposureLedger(HALF_LIFE);
        private PriceBook book = PriceBook.EMPTY;
        private long tick;

        Stream(ExposureGoal goal, PriceSettings settings, long seed) {
            goals = Map.of("group", goal);
            this.settings = settings;
            random = new Random(seed);
        }

        Map<String, Double> serve(int ticks) {
            TreeMap<String, Double> shown = new TreeMap<>();
            for (int end = ticks; end > 0; end--) {
                for (int request = 0; request < 50; request++) {
                    String best = "";
                    double gain = Double.NEGATIVE_INFINITY;
                    for (int group = 0; group < GROUPS.size(); group++) {
                        double value = 1 - 0.3 * group + 0.4 * random.nextGaussian();
                        double own = value + book.of("group", GROUPS.get(group));
                        if (own > gain) {
                            gain = own;
                            best = GROUPS.get(group);
                        }
                    }
                    ledger.add("group", best, 1, tick);
                    shown.merge(best, 1.0, Double::sum);
                }
                tick++;
                book = book.next(tick, ledger, tick, goals, settings, Map.of());
            }
            return ExposureLedger.shares(shown);
        }
    }

    private static PriceSettings settings(Mirror mirror, double step) {
        return new PriceSettings(mirror, step, 0.5, 1, 5, 50);
    }

    @ParameterizedTest
    @EnumSource
    void exactSharesAreReachedOnAStationaryStream(Mirror mirror) {
        Map<String, Double> shares = Map.of("big", 0.3, "middle", 0.3, "small", 0.4);
        Stream stream = new Stream(
                new ExposureGoal.Shares(shares), settings(mirror, mirror == Mirror.EUCLIDEAN ? 0.1 : 0.4), 1);
        stream.serve(400);
        Map<String, Double> got = stream.serve(400);
        shares.forEach((group, share) -> assertThat(got.get(group)).isCloseTo(share, within(0.01)));
        // A price moves but little once it is found.
        double price = stream.book.of("group", "small");
        stream.serve(100);
        assertThat(stream.book.of("group", "small")).isCloseTo(price, within(0.15));
    }

    @ParameterizedTest
    @EnumSource
    void whoHasItsShareUnaskedHasNoPrice(Mirror mirror) {
        Stream stream = new Stream(new ExposureGoal.Shares(Map.of("big", 0.2, "small", 0.3)), settings(mirror, 0.1), 2);
        stream.serve(500);
        Map<String, Double> got = stream.serve(300);
        assertThat(stream.book.of("group", "big")).isZero();
        assertThat(stream.book.of("group", "middle")).isZero();
        assertThat(stream.book.of("group", "small")).isPositive();
        assertThat(got.get("small")).isCloseTo(0.3, within(0.02));
        assertThat(got.get("big")).isGreaterThan(0.3);
    }

    @Test
    void whatWasLostBeforeThePriceWasFoundIsRepaid() {
        ExposureGoal goal = new ExposureGoal.Shares(Map.of("small", 0.5));
        PriceSettings forgetful = new PriceSettings(Mirror.EUCLIDEAN, 0.03, 0.5, 0, 5, 50);
        PriceSettings repaying = new PriceSettings(Mirror.EUCLIDEAN, 0.03, 0.5, 2, 5, 50);
        double lost = 0.5 - new Stream(goal, forgetful, 3).serve(500).get("small");
        double repaid = 0.5 - new Stream(goal, repaying, 3).serve(500).get("small");
        assertThat(lost).isGreaterThan(0.01);
        assertThat(repaid).isLessThan(lost / 4);
    }

    @ParameterizedTest
    @EnumSource
    void maxMinLiftsTheWorstAsFarAsItsWeightPays(Mirror mirror) {
        double step = mirror == Mirror.EUCLIDEAN ? 0.02 : 0.05;
        double before = least(new Stream(new ExposureGoal.MaxMin(Map.of(), 0), settings(mirror, step), 4).serve(400));
        double less = before;
        for (double weight : new double[] {0.2, 0.5, 3}) {
            Stream stream = new Stream(new ExposureGoal.MaxMin(Map.of(), weight), settings(mirror, step), 4);
            stream.serve(400);
            double lifted = least(stream.serve(400));
            assertThat(lifted).isGreaterThan(less);
            less = lifted;
            double paid = GROUPS.stream()
                    .mapToDouble(group -> stream.book.of("group", group) / GROUPS.size())
                    .sum();
            // The prices of all groups are the weight, whoever has them.
            assertThat(paid).isCloseTo(weight, within(1e-6));
        }
        assertThat(less).isGreaterThan(0.31);
    }

    private static double least(Map<String, Double> shares) {
        return GROUPS.stream()
                .mapToDouble(group -> shares.getOrDefault(group, 0.0))
                .min()
                .orElseThrow();
    }

    @Test
    void aRestartFromTablesChangesNothing() {
        ExposureGoal goal = new ExposureGoal.Shares(Map.of("small", 0.5, "middle", 0.2));
        Stream through = new Stream(goal, PriceSettings.USUAL, 5);
        Stream stopped = new Stream(goal, PriceSettings.USUAL, 5);
        through.serve(40);
        stopped.serve(40);
        NodeCounts counts = new NodeCounts(HALF_LIFE);
        counts.ledger().add(stopped.ledger);
        stopped.ledger = NodeCounts.of(HALF_LIFE, counts.tables()).ledger();
        stopped.book = PriceBook.of(stopped.book.tables());
        assertThat(stopped.serve(40)).isEqualTo(through.serve(40));
        assertThat(stopped.book.tables()).isEqualTo(through.book.tables());
        assertThat(stopped.book.revision()).isEqualTo(80);
    }

    @Test
    void theSameUpdateTwiceIsOneUpdate() {
        Stream stream = new Stream(new ExposureGoal.Shares(Map.of("small", 0.5)), PriceSettings.USUAL, 6);
        stream.serve(10);
        PriceBook before = stream.book;
        stream.ledger.add("group", "big", 30, 11);
        PriceBook once = before.next(11, stream.ledger, 11, stream.goals, PriceSettings.USUAL, Map.of());
        PriceBook again = before.next(11, stream.ledger, 11, stream.goals, PriceSettings.USUAL, Map.of());
        assertThat(again.tables()).isEqualTo(once.tables());
        // What it has counted it does not count again, even when somebody asks a tick later.
        PriceBook later = once.next(12, stream.ledger, 12, stream.goals, PriceSettings.USUAL, Map.of());
        assertThat(later.of("group", "small")).isEqualTo(once.of("group", "small"));
    }

    @Test
    void pricesStayInTheirBoundsWhateverIsShown() {
        Random random = new Random(8);
        for (Mirror mirror : Mirror.values()) {
            for (ExposureGoal goal : List.of(
                    new ExposureGoal.Shares(Map.of("big", 0.1, "small", 0.9)),
                    new ExposureGoal.MaxMin(Map.of("big", 1.0, "small", 3.0), 50))) {
                FairnessPrices prices = FairnessPrices.start(goal, new PriceSettings(mirror, 10, 1, 10, 7, 1));
                for (int i = 0; i < 2_000; i++) {
                    Map<String, Double> shown = new HashMap<>();
                    for (String group : GROUPS) {
                        shown.put(group, random.nextInt(4) == 0 ? -1e9 : Math.exp(20 * random.nextGaussian()));
                    }
                    prices = prices.after(shown, ExposureLedger.shares(Map.of("big", 1.0)));
                    for (String group : GROUPS) {
                        assertThat(prices.of(group)).isBetween(0.0, 7.0);
                    }
                }
            }
        }
    }

    @Test
    void nothingShownMovesNothing() {
        FairnessPrices prices =
                FairnessPrices.start(new ExposureGoal.Shares(Map.of("small", 0.5)), PriceSettings.USUAL);
        assertThat(prices.after(Map.of(), Map.of())).isSameAs(prices);
        assertThat(prices.after(Map.of("big", Double.POSITIVE_INFINITY), Map.of()))
                .isSameAs(prices);
        FairnessPrices night = prices.after(Map.of("big", 1.0), Map.of());
        FairnessPrices day = prices.after(Map.of("big", 4_000.0), Map.of());
        assertThat(night.of("small")).isPositive().isLessThan(day.of("small") / 100);
    }

    @Test
    void theProjectionIsTheNearestPointOfTheSimplex() {
        Random random = new Random(9);
        for (int i = 0; i < 200; i++) {
            double[] point = random.doubles(4, -1, 2).toArray();
            double[] nearest = point.clone();
            FairnessPrices.toSimplex(nearest);
            assertThat(Arrays.stream(nearest).sum()).isCloseTo(1, within(1e-12));
            for (int other = 0; other < 50; other++) {
                double[] candidate = random.doubles(4, 0, 1).toArray();
                double sum = Arrays.stream(candidate).sum();
                double there = 0;
                double here = 0;
                for (int d = 0; d < 4; d++) {
                    there += Math.pow(candidate[d] / sum - point[d], 2);
                    here += Math.pow(nearest[d] - point[d], 2);
                }
                assertThat(here).isLessThanOrEqualTo(there + 1e-12);
            }
        }
    }

    @Test
    void goalsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExposureGoal.Shares(Map.of("a", 0.7, "b", 0.4)))
                .withMessageContaining("at most 1 is");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExposureGoal.Shares(Map.of("a", 0.0)))
                .withMessage("share of 'a': 0.0 is not allowed; a number above 0, at most 1.0 is");
        assertThatIllegalArgumentException().isThrownBy(() -> new ExposureGoal.MaxMin(Map.of("a", Double.NaN), 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PriceSettings(Mirror.EUCLIDEAN, 0, 0.5, 0, 1, 1))
                .withMessage("step: 0.0 is not allowed; a number from 1.0E-4 to 10.0 is");
    }
}
