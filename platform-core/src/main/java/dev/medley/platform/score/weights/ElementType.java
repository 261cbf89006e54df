package dev.medley.platform.score.weights;

import java.util.Optional;

/** What a tensor is made of, smallest first: in a file the larger come before the smaller, so that all are aligned. */
public enum ElementType {
    /** Bytes, 0 to 255. */
    UINT8("U8", 1),
    /** Java's {@code int}. */
    INT32("I32", 4),
    /** Java's {@code float}, finite. */
    FLOAT32("F32", 4),
    /** Java's {@code long}. */
    INT64("I64", 8);

    private final String label;
    private final int bytes;

    ElementType(String label, int bytes) {
        this.label = label;
        this.bytes = bytes;
    }

    /** Its name in a file. */
    public String label() {
        return label;
    }

    /** How many bytes an element takes. */
    public int bytes() {
        return bytes;
    }

    /** The type that a file calls so; empty if there is none here. */
    static Optional<ElementType> of(String label) {
        for (ElementType type : values()) {
            if (type.label.equals(label)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** All names, for a message. */
    static String labels() {
        StringBuilder labels = new StringBuilder();
        for (ElementType type : values()) {
            labels.append(labels.isEmpty() ? "" : ", ").append(type.label);
        }
        return labels.toString();
    }
}
