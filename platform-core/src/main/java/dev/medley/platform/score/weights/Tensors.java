package dev.medley.platform.score.weights;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Named tensors, and a few texts about them. Immutable, any thread. Names and keys stand in the order of their code
 * points. What reads a model from it asks by name, type and shape; a tensor that is not as asked is refused with what
 * it is.
 */
public final class Tensors {
    /** What no tensor may be called: a file keeps the texts under it. */
    public static final String METADATA = "__metadata__";

    /** A dimension that may be any. */
    public static final int ANY = -1;

    /** By code points, which is the order of the UTF-8 bytes; that of Java's strings puts U+FFEE behind U+1F600. */
    static final Comparator<String> BY_CODE_POINTS = Tensors::compare;

    private final SequencedMap<String, Tensor> tensors;
    private final SequencedMap<String, String> metadata;

    private Tensors(TreeMap<String, Tensor> tensors, TreeMap<String, String> metadata) {
        this.tensors = Collections.unmodifiableSequencedMap(tensors);
        this.metadata = Collections.unmodifiableSequencedMap(metadata);
    }

    /** Collects tensors; one thread. */
    public static Builder builder() {
        return new Builder();
    }

    /** The names, in order. */
    public SequencedSet<String> names() {
        return tensors.sequencedKeySet();
    }

    /** The tensors by name, in order. */
    public SequencedMap<String, Tensor> all() {
        return tensors;
    }

    /** The texts, by key, in order. */
    public SequencedMap<String, String> metadata() {
        return metadata;
    }

    /** Whether there is one of that name. */
    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    /**
     * The tensor of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor \"" + name + "\"; there are " + tensors.keySet());
        }
        return tensor;
    }

    /**
     * The tensor of that name, which must be so.
     *
     * @param shape the dimensions; {@link #ANY} where any will do
     * @throws IllegalArgumentException if there is none, or it is of another type or shape
     */
    public Tensor tensor(String name, ElementType type, int... shape) {
        Tensor tensor = tensor(name);
        boolean same = tensor.type() == type && tensor.ownShape().length == shape.length;
        for (int i = 0; same && i < shape.length; i++) {
            same = shape[i] == ANY || shape[i] == tensor.ownShape()[i];
        }
        if (!same) {
            String asked = Arrays.toString(shape).replace("-1", "any");
            throw new IllegalArgumentException(
                    "tensor \"" + name + "\" is " + tensor + "; " + type.label() + " " + asked + " is expected");
        }
        return tensor;
    }

    /**
     * The floats of that name; a copy.
     *
     * @param shape the dimensions; {@link #ANY} where any will do
     * @throws IllegalArgumentException if there are none, or they are of another type or shape
     */
    public float[] float32(String name, int... shape) {
        return tensor(name, ElementType.FLOAT32, shape).float32();
    }

    /**
     * The longs of that name; a copy.
     *
     * @param shape the dimensions; {@link #ANY} where any will do
     * @throws IllegalArgumentException if there are none, or they are of another type or shape
     */
    public long[] int64(String name, int... shape) {
        return tensor(name, ElementType.INT64, shape).int64();
    }

    /**
     * The ints of that name; a copy.
     *
     * @param shape the dimensions; {@link #ANY} where any will do
     * @throws IllegalArgumentException if there are none, or they are of another type or shape
     */
    public int[] int32(String name, int... shape) {
        return tensor(name, ElementType.INT32, shape).int32();
    }

    /**
     * The bytes of that name; a copy.
     *
     * @param shape the dimensions; {@link #ANY} where any will do
     * @throws IllegalArgumentException if there are none, or they are of another type or shape
     */
    public byte[] uint8(String name, int... shape) {
        return tensor(name, ElementType.UINT8, shape).uint8();
    }

    /** The tensors and texts whose names begin so, under what is left of their names. */
    public Tensors within(String prefix) {
        Builder builder = builder();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                builder.add(name.substring(prefix.length()), tensor);
            }
        });
        metadata.forEach((key, text) -> {
            if (key.startsWith(prefix)) {
                builder.metadata(key.substring(prefix.length()), text);
            }
        });
        return builder.build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensors that && tensors.equals(that.tensors) && metadata.equals(that.metadata);
    }

    @Override
    public int hashCode() {
        return Objects.hash(tensors, metadata);
    }

    /** The names with types and shapes, and the texts. */
    @Override
    public String toString() {
        return tensors + " " + metadata;
    }

    private static int compare(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            if (left.charAt(i) != right.charAt(i)) {
                boolean above = Character.isSurrogate(left.charAt(i));
                boolean below = Character.isSurrogate(right.charAt(i));
                // A surrogate stands for a code point beyond every single char.
                return above == below ? left.charAt(i) - right.charAt(i) : above ? 1 : -1;
            }
        }
        return left.length() - right.length();
    }

    /** Collects tensors; one thread. */
    public static final class Builder {
        private final TreeMap<String, Tensor> tensors = new TreeMap<>(BY_CODE_POINTS);
        private final TreeMap<String, String> metadata = new TreeMap<>(BY_CODE_POINTS);

        private Builder() {}

        /**
         * Adds a tensor.
         *
         * @throws IllegalArgumentException if the name is taken, is {@value Tensors#METADATA}, or holds half a
         *     surrogate pair
         */
        public Builder add(String name, Tensor tensor) {
            requireText(name);
            if (name.equals(METADATA)) {
                throw new IllegalArgumentException("a tensor may not be called " + METADATA);
            }
            if (tensors.putIfAbsent(name, Objects.requireNonNull(tensor, "tensor")) != null) {
                throw new IllegalArgumentException("there is a tensor \"" + name + "\" already");
            }
            return this;
        }

        /**
         * Adds floats; see {@link Tensor#float32(float[], int...)}.
         *
         * @throws IllegalArgumentException as {@link #add} does, or if they are not all finite or do not fill the
         *     shape
         */
        public Builder float32(String name, float[] elements, int... shape) {
            return add(name, named(name, () -> Tensor.float32(elements, shape)));
        }

        /**
         * Adds longs; see {@link Tensor#int64(long[], int...)}.
         *
         * @throws IllegalArgumentException as {@link #add} does, or if they do not fill the shape
         */
        public Builder int64(String name, long[] elements, int... shape) {
            return add(name, named(name, () -> Tensor.int64(elements, shape)));
        }

        /**
         * Adds ints; see {@link Tensor#int32(int[], int...)}.
         *
         * @throws IllegalArgumentException as {@link #add} does, or if they do not fill the shape
         */
        public Builder int32(String name, int[] elements, int... shape) {
            return add(name, named(name, () -> Tensor.int32(elements, shape)));
        }

        /**
         * Adds bytes; see {@link Tensor#uint8(byte[], int...)}.
         *
         * @throws IllegalArgumentException as {@link #add} does, or if they do not fill the shape
         */
        public Builder uint8(String name, byte[] elements, int... shape) {
            return add(name, named(name, () -> Tensor.uint8(elements, shape)));
        }

        /** Adds all tensors and texts of others, with that before their names. */
        public Builder addAll(String prefix, Tensors all) {
            all.tensors.forEach((name, tensor) -> add(prefix + name, tensor));
            all.metadata.forEach((key, text) -> metadata(prefix + key, text));
            return this;
        }

        /**
         * Adds a text about the tensors.
         *
         * @throws IllegalArgumentException if the key is taken, or either holds half a surrogate pair
         */
        public Builder metadata(String key, String text) {
            requireText(key);
            requireText(text);
            if (metadata.putIfAbsent(key, text) != null) {
                throw new IllegalArgumentException("there is metadata \"" + key + "\" already");
            }
            return this;
        }

        /** Adds those texts, each as {@link #metadata(String, String)} does. */
        public Builder metadata(Map<String, String> texts) {
            texts.forEach(this::metadata);
            return this;
        }

        /** What was added so far. */
        public Tensors build() {
            return new Tensors(copy(tensors), copy(metadata));
        }

        private static <V> TreeMap<String, V> copy(TreeMap<String, V> map) {
            return new TreeMap<>(map);
        }

        private static Tensor named(String name, Supplier<Tensor> making) {
            try {
                return making.get();
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("tensor \"" + name + "\": " + e.getMessage(), e);
            }
        }

        private static void requireText(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (Character.isHighSurrogate(text.charAt(i))
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else if (Character.isSurrogate(text.charAt(i))) {
                    throw new IllegalArgumentException(
                            "char " + i + " is half a surrogate pair; only whole characters are allowed");
                }
            }
        }
    }
}
