package dev.medley.platform.score.packed;

import dev.medley.platform.score.feature.ItemFacets;
import dev.medley.platform.score.input.InputMaker;
import dev.medley.platform.score.input.ItemInput;
import dev.medley.spi.entity.Item;

/**
 * An item as models see it: made once a snapshot, not once a request.
 *
 * @param facets its words and hashes
 * @param input its keys
 */
public record PreparedItem(ItemFacets facets, ItemInput input) {
    /** That item. */
    public static PreparedItem of(Item item) {
        ItemFacets facets = ItemFacets.of(item);
        return new PreparedItem(facets, InputMaker.item(facets));
    }

    /** The snapshot. */
    public Item item() {
        return facets.item();
    }
}
