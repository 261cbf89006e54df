package dev.medley.platform.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Provenance;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.entity.Item;
import dev.medley.spi.failure.ContractBreachException;
import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.feature.FeatureSchema;
import dev.medley.spi.feature.FeatureScope;
import dev.medley.spi.feature.FeatureState;
import dev.medley.spi.feature.FloatFeature;
import dev.medley.spi.feature.IdFeature;
import dev.medley.spi.feature.IdListFeature;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.feature.VectorFeature;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeatureBatchTest {
    private static final FloatFeature PRICE = FloatFeature.item("item_price_cents", 5, "price");
    private static final FloatFeature AGE = FloatFeature.user("user_age", 30, "age");
    private static final IdFeature COLOUR = IdFeature.item("item_colour", "colour");
    private static final IdListFeature TAGS = new IdListFeature("item_tags", FeatureScope.ITEM, 2, "tags");
    private static final VectorFeature PLACE = new VectorFeature("item_place", FeatureScope.ITEM, 2, "place");
    private static final VectorFeature TASTE = new VectorFeature("user_taste", FeatureScope.USER, 2, "taste");
    private static final FloatFeature FOREIGN = FloatFeature.item("item_foreign", 0, "of another scenario");

    private final ColumnLayout layout = new ColumnLayout(FeatureSchema.of(PRICE, AGE, COLOUR, TAGS, PLACE, TASTE));
    private final FeatureBatch batch = batch(3);

    @Test
    void unwrittenCellsAreMissingAndReadAsTheDefault() {
        assertThat(batch.floats(PRICE).get(1)).isEqualTo(5);
        assertThat(batch.floats(PRICE).state(1)).isEqualTo(FeatureState.MISSING);
        assertThat(batch.ids(COLOUR).get(0)).isEqualTo(FeatureHash.NONE);
        assertThat(batch.idLists(TAGS).length(2)).isZero();
        assertThat(batch.vectors(PLACE).get(2, 1)).isZero();
        assertThat(batch.floats(SharedFeatures.ITEM_AGE_DAYS).get(0)).isEqualTo(3650);
    }

    @Test
    void nobodySeesWhatIsWrittenBeforeItIsPublished() {
        ColumnWriter writer = batch.writer(Set.of(PRICE, COLOUR, TAGS, PLACE));
        writer.set(PRICE, 1, 9);
        writer.set(COLOUR, 0, 77);
        writer.set(COLOUR, 1, FeatureHash.NONE);
        writer.set(TAGS, 2, new long[] {4, 5});
        writer.set(PLACE, 0, new float[] {1, 2});
        assertThat(batch.floats(PRICE).state(1)).isEqualTo(FeatureState.MISSING);

        writer.close();
        batch.publish(writer);

        assertThat(batch.floats(PRICE).get(1)).isEqualTo(9);
        assertThat(batch.floats(PRICE).get(0)).isEqualTo(5);
        assertThat(batch.floats(PRICE).state(0)).isEqualTo(FeatureState.MISSING);
        assertThat(batch.ids(COLOUR).get(0)).isEqualTo(77);
        assertThat(batch.ids(COLOUR).state(1)).isEqualTo(FeatureState.MISSING);
        assertThat(batch.idLists(TAGS).get(2, 1)).isEqualTo(5);
        assertThat(batch.vectors(PLACE).get(0, 1)).isEqualTo(2);
        assertThat(batch.cells(1)).containsEntry("item_price_cents", "9.0").containsEntry("item_tags", "MISSING");
    }

    @Test
    void aConstantFeatureHasOneCellThatStandsInEveryRow() {
        ColumnWriter writer = batch.writer(Set.of(AGE, TASTE));
        writer.set(AGE, 0, 41);
        writer.set(TASTE, 0, new float[] {3, 4});
        batch.publish(writer);
        assertThat(batch.floats(AGE).get(2)).isEqualTo(41);
        assertThat(batch.floats(AGE).state(2)).isEqualTo(FeatureState.PRESENT);
        assertThat(batch.vectors(TASTE).get(2, 1)).isEqualTo(4);
        assertThatThrownBy(() -> batch.writer(Set.of(AGE)).set(AGE, 1, 1)).isInstanceOf(ContractBreachException.class);
    }

    @Test
    void oneCellOrAllOfThemCanBeFailed() {
        ColumnWriter writer = batch.writer(Set.of(PRICE, TAGS));
        writer.set(PRICE, 0, 9);
        writer.fail(PRICE, 0);
        writer.fail(TAGS, 1);
        batch.publish(writer);
        batch.fail(Set.of(COLOUR));
        assertThat(batch.floats(PRICE).get(0)).isEqualTo(5);
        assertThat(batch.failures(PRICE).test(0)).isTrue();
        assertThat(batch.failures(PRICE).test(1)).isFalse();
        assertThat(batch.idLists(TAGS).state(1)).isEqualTo(FeatureState.FAILED);
        assertThat(batch.ids(COLOUR).state(2)).isEqualTo(FeatureState.FAILED);
    }

    @Test
    void everyBreachIsLoudAndRemembered() {
        breaches(writer -> writer.set(COLOUR, 0, 1), "not among the provider's outputs");
        breaches(writer -> writer.set(PRICE, 3, 1), "row 3 does not exist");
        breaches(writer -> writer.set(PRICE, -1, 1), "row -1 does not exist");
        breaches(writer -> writer.set(PRICE, 0, Float.NaN), "NaN is not a finite number");
        breaches(writer -> writer.setAll(PRICE, new float[4]), "4 values");
        breaches(writer -> writer.setAll(PRICE, new float[] {1, 2, Float.POSITIVE_INFINITY}), "row 2");
        breaches(writer -> writer.set(TAGS, 0, new long[3]), "at most 2");
        breaches(writer -> writer.set(PLACE, 0, new float[3]), "2 are needed");
        breaches(writer -> writer.set(PLACE, 0, new float[] {1, Float.NaN}), "NaN");
        breaches(writer -> writer.fail(FOREIGN, 0), "item_foreign");
        assertThatThrownBy(() -> batch.floats(FOREIGN)).isInstanceOf(ContractBreachException.class);
        FloatFeature otherPrice = FloatFeature.user("item_price_cents", 1, "another");
        assertThatThrownBy(() -> batch.floats(otherPrice))
                .isInstanceOf(ContractBreachException.class)
                .hasMessageContaining("asked for as");
    }

    @Test
    void whatIsWrittenAfterTheReturnIsABreachThatNobodySees() {
        ColumnWriter writer = batch.writer(Set.of(PRICE));
        writer.set(PRICE, 0, 9);
        writer.close();
        batch.publish(writer);
        assertThatThrownBy(() -> writer.set(PRICE, 0, 10)).isInstanceOf(ContractBreachException.class);
        assertThat(batch.floats(PRICE).get(0)).isEqualTo(9);
    }

    @Test
    void writersKeepCopies() {
        long[] tags = {1};
        float[] prices = {1, 2, 3};
        ColumnWriter writer = batch.writer(Set.of(PRICE, TAGS));
        writer.set(TAGS, 0, tags);
        writer.setAll(PRICE, prices);
        tags[0] = 9;
        prices[0] = 9;
        batch.publish(writer);
        assertThat(batch.idLists(TAGS).get(0, 0)).isEqualTo(1);
        assertThat(batch.floats(PRICE).get(0)).isEqualTo(1);
    }

    @Test
    void verdictsKeepTheFirstReasonAndRememberABreach() {
        VerdictSheet verdicts = new VerdictSheet(2);
        verdicts.drop(1, new ReasonCode("FIRST"));
        verdicts.drop(1, new ReasonCode("SECOND"));
        verdicts.close();
        assertThat(verdicts.reason(1)).isEqualTo(new ReasonCode("FIRST"));
        assertThat(verdicts.reason(0)).isNull();
        assertThatThrownBy(() -> verdicts.drop(2, new ReasonCode("FIRST"))).isInstanceOf(ContractBreachException.class);
        assertThatThrownBy(verdicts::close).isInstanceOf(ContractBreachException.class);
    }

    @Test
    void provenanceIsSortedByRankThenSourceAndReasonsBySource() {
        ComponentId first = new ComponentId("first");
        ComponentId second = new ComponentId("second");
        ComponentId third = new ComponentId("third");
        Finds finds = new Finds(List.of(first, second, third), 1);
        ItemId item = ItemId.of("live", "a");
        finds.addRow(0, 4, new Candidate(item, 1, List.of(Reason.of("ONE"))));
        assertThat(finds.addFind(0, 1, 2, new Candidate(item, 2, List.of(Reason.of("TWO")))))
                .isTrue();
        assertThat(finds.addFind(0, 1, 9, Candidate.of(item, 2))).isFalse();
        assertThat(finds.addFind(0, 2, 2, Candidate.of(item, 3))).isTrue();
        for (int row = 1; row < 40; row++) {
            finds.addRow(0, 4 + row, Candidate.of(ItemId.of("live", "b" + row), 1));
        }
        assertThat(finds.provenance(0))
                .containsExactly(
                        new Provenance(second, 2, 2), new Provenance(third, 2, 3), new Provenance(first, 4, 1));
        assertThat(finds.bestRank(0)).isEqualTo(2);
        assertThat(finds.bestRank(39)).isEqualTo(43);
        assertThat(finds.reasons(0)).containsExactly(Reason.of("ONE"), Reason.of("TWO"));
    }

    private interface Breach {
        void by(ColumnWriter writer);
    }

    private void breaches(Breach breach, String message) {
        ColumnWriter writer = batch.writer(Set.of(PRICE, TAGS, PLACE));
        assertThatThrownBy(() -> breach.by(writer))
                .isInstanceOf(ContractBreachException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(writer::close).hasMessageContaining(message);
    }

    private FeatureBatch batch(int rows) {
        Item[] items = new Item[rows];
        Finds finds = new Finds(List.of(new ComponentId("source")), rows);
        for (int row = 0; row < rows; row++) {
            items[row] = Item.of(ItemId.of("live", "i" + row), "");
            finds.addRow(0, row, Candidate.of(items[row].id(), 1));
        }
        return new FeatureBatch(layout, items, finds);
    }
}
