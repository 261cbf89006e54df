/**
 * The shop: what to buy next.
 *
 * <p>Reads of an item: {@code author} (seller), {@code categories}, and the attributes {@code price_cents}, {@code
 * stock}, {@code countries} (ISO codes it may be sold in; absent means everywhere), {@code restocked_at_ms} and {@code
 * seller_size} ({@code small} or {@code large}). A catalogue that says nothing of stock is taken to sell on demand; one
 * that says 0 is believed, up to the moment of the answer.
 *
 * <p>{@link dev.medley.commodity.CommodityScenario} is the wiring page; every component is one file in the package of
 * its kind.
 */
package dev.medley.commodity;
