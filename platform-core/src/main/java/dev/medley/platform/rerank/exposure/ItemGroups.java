package dev.medley.platform.rerank.exposure;

import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import java.util.Optional;

/**
 * To which group of an attribute an item belongs: {@code surface}, {@code category} (the most important one), {@code author},
 * or any other name for the item's own attribute of that name, if it is a text or a flag. An item may belong to none.
 */
public final class ItemGroups {
    /** The item's surface. */
    public static final String SURFACE = "surface";

    /** The item's first category. */
    public static final String CATEGORY = "category";

    /** The item's author. */
    public static final String AUTHOR = "author";

    private ItemGroups() {}

    /**
     * The item's group.
     *
     * @param item what the catalogue has of it
     */
    public static Optional<String> of(String attribute, ItemId id, Optional<Item> item) {
        return switch (attribute) {
            case SURFACE -> Optional.of(id.surface().value());
            case CATEGORY -> item.flatMap(Item::category);
            case AUTHOR -> item.flatMap(Item::author);
            default ->
                item.flatMap(known -> known.attributes()
                        .text(attribute)
                        .or(() -> known.attributes().flag(attribute).map(String::valueOf)));
        };
    }
}
