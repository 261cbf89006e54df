/**
 * Features: typed keys, and the columns that their values stand in.
 *
 * <p>A plugin declares each feature once as a constant, for example
 *
 * <pre>{@code
 * static final FloatFeature PRICE = FloatFeature.item("item_price_cents", 0, "price in cents");
 * }</pre>
 *
 * <p>A provider writes it through a {@link dev.medley.spi.feature.FeatureWriter}; whoever reads takes the column once
 * and indexes it in the loop:
 *
 * <pre>{@code
 * FloatColumn price = batch.floats(PRICE);
 * for (int i = 0; i < batch.selectedCount(); i++) {
 *     int row = batch.selectedRow(i);
 *     if (price.get(row) > limit) ...
 * }
 * }</pre>
 *
 * <p>Every cell is {@linkplain dev.medley.spi.feature.FeatureState PRESENT, MISSING or FAILED}. A reader of a missing
 * or failed cell sees the feature's default; who must not guess, such as a safety rule, asks for the state.
 *
 * <p>The platform itself provides the {@link dev.medley.spi.feature.SharedFeatures}, in every scenario.
 */
package dev.medley.spi.feature;
