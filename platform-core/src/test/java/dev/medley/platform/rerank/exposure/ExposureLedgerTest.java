package dev.medley.platform.rerank.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ExposureLedgerTest {
    private static final double HALF_LIFE = 1_000;
    private static final Offset<Double> ROUNDING = within(1e-9);

    @Test
    void mergingIsCommutativeAndAssociative() {
        for (long seed = 1; seed <= 50; seed++) {
            ExposureLedger a = random(seed);
            ExposureLedger b = random(1_000 + seed);
            ExposureLedger c = random(2_000 + seed);
            assertSame(sum(a, b), sum(b, a), seed);
            assertSame(sum(sum(a, b), c), sum(a, sum(b, c)), seed);
            assertSame(sum(a, new ExposureLedger(HALF_LIFE)), a, seed);
        }
    }

    @Test
    void manyNodesCountWhatOneWouldHaveCounted() {
        Random random = new Random(7);
        ExposureLedger one = new ExposureLedger(HALF_LIFE);
        List<ExposureLedger> nodes =
                List.of(new ExposureLedger(HALF_LIFE), new ExposureLedger(HALF_LIFE), new ExposureLedger(HALF_LIFE));
        for (int i = 0; i < 1_000; i++) {
            String group = "g" + random.nextInt(5);
            double attention = random.nextDouble();
            // Late ones among them.
            long time = 10L * i - random.nextInt(500);
            one.add("surface", group, attention, time);
            nodes.get(random.nextInt(3)).add("surface", group, attention, time);
        }
        assertSame(sum(nodes.get(2), sum(nodes.get(0), nodes.get(1))), one, 7);
    }

    @Test
    void attentionHalvesOnceAHalfLife() {
        ExposureLedger ledger = new ExposureLedger(HALF_LIFE);
        ledger.add("surface", "live", 1, 0);
        ledger.add("surface", "live", 1, 1_000);
        ledger.add("surface", "video", 1, 2_000);
        assertThat(ledger.recent("surface", 2_000).get("live")).isEqualTo(0.75, ROUNDING);
        assertThat(ledger.recent("surface", 2_000).get("video")).isEqualTo(1, ROUNDING);
        assertThat(ledger.totals("surface")).containsEntry("live", 2.0).containsEntry("video", 1.0);
        assertThat(ExposureLedger.shares(ledger.totals("surface")).get("live")).isEqualTo(2.0 / 3, ROUNDING);
        assertThat(ExposureLedger.shares(Map.of())).isEmpty();
    }

    @Test
    void groupsAreBounded() {
        ExposureLedger ledger = new ExposureLedger(HALF_LIFE);
        for (int i = 0; i < ExposureLedger.MAX_GROUPS + 5; i++) {
            ledger.add("author", "a" + i, 1, 0);
        }
        ledger.add("author", "a0", 1, 0);
        assertThat(ledger.totals("author"))
                .hasSize(ExposureLedger.MAX_GROUPS + 1)
                .containsEntry(ExposureLedger.OTHERS, 5.0)
                .containsEntry("a0", 2.0);
    }

    @Test
    void whatIsNoAttentionIsRefused() {
        ExposureLedger ledger = new ExposureLedger(HALF_LIFE);
        for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ledger.add("surface", "live", bad, 0))
                    .withMessageContaining("a finite number from 0 is");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new ExposureLedger(0));
    }

    @Test
    void attentionFallsFromPlaceToPlace() {
        for (AttentionUnit.Discount discount : AttentionUnit.Discount.values()) {
            AttentionUnit unit = new AttentionUnit(discount, 0.8, Map.of("live", 2.5));
            assertThat(unit.at(0)).isEqualTo(1);
            for (int place = 1; place < 50; place++) {
                assertThat(unit.at(place)).isPositive().isLessThanOrEqualTo(unit.at(place - 1));
            }
            assertThat(unit.of(3, "live")).isEqualTo(2.5 * unit.at(3));
            assertThat(unit.of(3, "video")).isEqualTo(unit.at(3));
        }
        assertThat(AttentionUnit.USUAL.at(2)).isEqualTo(0.5, ROUNDING);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AttentionUnit(AttentionUnit.Discount.UNIFORM, 1, Map.of("live", 0.0)))
                .withMessage("reach.live: 0.0 is not allowed; a number from 0.001 to 1000.0 is");
    }

    private static ExposureLedger random(long seed) {
        Random random = new Random(seed);
        ExposureLedger ledger = new ExposureLedger(HALF_LIFE);
        for (int i = 0; i < 40; i++) {
            ledger.add(
                    "attribute" + random.nextInt(3),
                    "group" + random.nextInt(4),
                    random.nextDouble(),
                    random.nextInt(20_000));
        }
        return ledger;
    }

    private static ExposureLedger sum(ExposureLedger one, ExposureLedger other) {
        ExposureLedger sum = new ExposureLedger(HALF_LIFE);
        sum.add(one);
        sum.add(other);
        return sum;
    }

    private static void assertSame(ExposureLedger actual, ExposureLedger expected, long seed) {
        assertThat(actual.amounts().keySet()).isEqualTo(expected.amounts().keySet());
        expected.amounts().forEach((attribute, groups) -> {
            assertThat(actual.amounts().get(attribute).keySet()).isEqualTo(groups.keySet());
            groups.forEach((group, amount) -> {
                ExposureLedger.Amount other = actual.amounts().get(attribute).get(group);
                assertThat(other.total()).as("seed %s", seed).isEqualTo(amount.total(), ROUNDING);
                assertThat(other.recent()).as("seed %s", seed).isEqualTo(amount.recent(), ROUNDING);
                assertThat(other.asOf()).as("seed %s", seed).isEqualTo(amount.asOf());
            });
        });
    }
}
