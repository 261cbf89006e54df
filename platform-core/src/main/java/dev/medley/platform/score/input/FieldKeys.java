package dev.medley.platform.score.input;

import java.util.Arrays;

/**
 * Hashed keys, field after field in the order of {@link InputField}. Immutable; the arrays are not to be changed.
 *
 * @param keys the keys, as {@link InputField#key} makes them
 * @param fields for each key the ordinal of its field, ascending
 */
public record FieldKeys(long[] keys, byte[] fields) {
    /** No keys. */
    public static final FieldKeys NONE = new FieldKeys(new long[0], new byte[0]);

    /** @throws IllegalArgumentException if the lengths differ or the fields are not ascending */
    public FieldKeys {
        if (keys.length != fields.length) {
            throw new IllegalArgumentException("keys: " + keys.length + " given for " + fields.length + " fields");
        }
        for (int i = 1; i < fields.length; i++) {
            if (fields[i] < fields[i - 1]) {
                throw new IllegalArgumentException("fields: " + Arrays.toString(fields) + " are not ascending");
            }
        }
    }

    /** How many keys there are. */
    public int count() {
        return keys.length;
    }

    /** The index of the first key of that field, or of where it would stand. */
    public int from(InputField field) {
        int at = 0;
        while (at < fields.length && fields[at] < field.ordinal()) {
            at++;
        }
        return at;
    }

    /** The index after the last key of that field. */
    public int to(InputField field) {
        int at = from(field);
        while (at < fields.length && fields[at] == field.ordinal()) {
            at++;
        }
        return at;
    }

    /** The keys of all other fields. */
    public FieldKeys without(InputField field) {
        int from = from(field);
        int to = to(field);
        long[] otherKeys = Arrays.copyOf(keys, keys.length - to + from);
        byte[] otherFields = Arrays.copyOf(fields, otherKeys.length);
        System.arraycopy(keys, to, otherKeys, from, keys.length - to);
        System.arraycopy(fields, to, otherFields, from, keys.length - to);
        return new FieldKeys(otherKeys, otherFields);
    }

    /** The first key of that field, or 0 if it has none. */
    public long first(InputField field) {
        int at = from(field);
        return at < fields.length && fields[at] == field.ordinal() ? keys[at] : 0;
    }
}
