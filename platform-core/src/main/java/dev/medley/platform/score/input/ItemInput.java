package dev.medley.platform.score.input;

/**
 * What depends on the item alone. Immutable.
 *
 * @param keys keys of the fields that belong to the item
 */
public record ItemInput(FieldKeys keys) {
    /** The item's key. */
    public long key() {
        return keys.first(InputField.ITEM);
    }
}
