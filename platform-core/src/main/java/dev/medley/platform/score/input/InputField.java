package dev.medley.platform.score.input;

import dev.medley.spi.feature.FeatureHash;
import java.util.List;

/**
 * The fields that hashed keys stand in. A field holds any number of keys, none among them; models pool those of one
 * field. The first {@link #REQUEST_FIELDS} are known once a request, the others once an item.
 */
public enum InputField {
    /** The user; none for a guest. */
    USER,
    /** Gender as the source writes it. */
    GENDER,
    /** Age group. */
    AGE_GROUP,
    /** Country of residence. */
    COUNTRY,
    /** The user's language. */
    LANGUAGE,
    /** Name and value of each of the user's text attributes and flags. */
    USER_ATTRIBUTE,
    /** The words that were typed. */
    QUERY_WORD,
    /** The item. */
    ITEM,
    /** Author, host or seller. */
    AUTHOR,
    /** The item's categories, most important first. */
    CATEGORY,
    /** The words of its title. */
    TITLE_WORD,
    /** Name and value of each of the item's text attributes and flags, and the decade of its publication. */
    ITEM_ATTRIBUTE;

    /** So many fields belong to the request; they come first. */
    public static final int REQUEST_FIELDS = QUERY_WORD.ordinal() + 1;

    /** All, in their order. */
    public static final List<InputField> ALL = List.of(values());

    private final long hash = FeatureHash.of("field", name());

    /** The embedding key of a category of this field: equal categories of two fields have different keys. */
    public long key(long categoryHash) {
        return FeatureHash.cross(hash, categoryHash);
    }

    /** Whether the field is known once a request, not once an item. */
    public boolean isOfRequest() {
        return ordinal() < REQUEST_FIELDS;
    }
}
