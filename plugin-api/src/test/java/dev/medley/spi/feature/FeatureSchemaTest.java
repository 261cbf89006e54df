package dev.medley.spi.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class FeatureSchemaTest {
    private static final FloatFeature PRICE = FloatFeature.item("item_price_cents", 0, "price");
    private static final IdFeature BRAND = IdFeature.item("item_brand", "brand");

    @Test
    void featuresKeepTheirOrderAndAreFoundByName() {
        FeatureSchema schema = FeatureSchema.of(PRICE, BRAND);

        assertThat(schema.features()).containsExactly(PRICE, BRAND);
        assertThat(schema.find("item_brand")).contains(BRAND);
        assertThat(schema.find("nothing")).isEmpty();
        assertThat(schema.contains(PRICE)).isTrue();
        assertThat(schema.contains(FloatFeature.item("item_price_cents", 1, "price")))
                .as("another default is another feature")
                .isFalse();
    }

    @Test
    void everyCollisionIsToldAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureSchema.of(
                        PRICE, FloatFeature.user("item_price_cents", 0, ""), SharedFeatures.ITEM_AUTHOR))
                .withMessageContaining("'item_price_cents' is declared twice")
                .withMessageContaining("'item_author' is one of the platform's shared features");
    }

    @Test
    void aFeatureOfAnotherFormIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FloatFeature.item("Item-Price", 0, ""))
                .withMessageContaining("'Item-Price'");
        assertThatIllegalArgumentException().isThrownBy(() -> FloatFeature.item("x", Float.NaN, ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IdListFeature("x", FeatureScope.USER, 0, ""))
                .withMessageContaining("1 to 10000");
        assertThatIllegalArgumentException().isThrownBy(() -> new VectorFeature("x", FeatureScope.ITEM, 0, ""));
    }

    @Test
    void sharedFeaturesHaveDistinctNames() {
        assertThat(SharedFeatures.ALL).extracting(FeatureSpec::name).doesNotHaveDuplicates();
    }
}
