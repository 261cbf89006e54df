package dev.medley.platform.score.weights;

import java.util.Arrays;
import java.util.Objects;

/**
 * Numbers of one type in a rectangular shape, row by row (the last dimension is the fastest). Immutable, any thread; on
 * the heap, at most {@link #MAX_ELEMENTS} of them. Floats are finite. Equal if type, shape and every bit are.
 */
public final class Tensor {
    /** At most so many elements: what one array holds. */
    public static final int MAX_ELEMENTS = Integer.MAX_VALUE - 8;

    private final int[] shape;
    private final Values values;

    /** The elements. The array belongs to the tensor. */
    sealed interface Values {
        ElementType type();

        int count();

        record Uint8(byte[] array) implements Values {
            @Override
            public ElementType type() {
                return ElementType.UINT8;
            }

            @Override
            public int count() {
                return array.length;
            }
        }

        record Int32(int[] array) implements Values {
            @Override
            public ElementType type() {
                return ElementType.INT32;
            }

            @Override
            public int count() {
                return array.length;
            }
        }

        record Float32(float[] array) implements Values {
            @Override
            public ElementType type() {
                return ElementType.FLOAT32;
            }

            @Override
            public int count() {
                return array.length;
            }
        }

        record Int64(long[] array) implements Values {
            @Override
            public ElementType type() {
                return ElementType.INT64;
            }

            @Override
            public int count() {
                return array.length;
            }
        }
    }

    /** Takes both arrays as they are; who calls has checked them. */
    Tensor(int[] shape, Values values) {
        this.shape = shape;
        this.values = values;
    }

    /**
     * A tensor of floats.
     *
     * @param elements copied; finite, and as many as the shape's product
     * @param shape copied; no dimension negative; without any it is a single number
     * @throws IllegalArgumentException if they are not so
     */
    public static Tensor float32(float[] elements, int... shape) {
        requireProduct(elements.length, shape);
        int odd = firstNotFinite(elements, 0, elements.length);
        if (odd >= 0) {
            throw new IllegalArgumentException(
                    "element " + odd + " is " + elements[odd] + "; only finite numbers are allowed");
        }
        return new Tensor(shape.clone(), new Values.Float32(elements.clone()));
    }

    /**
     * A tensor of longs.
     *
     * @param elements copied; as many as the shape's product
     * @param shape copied; no dimension negative; without any it is a single number
     * @throws IllegalArgumentException if they are not so
     */
    public static Tensor int64(long[] elements, int... shape) {
        requireProduct(elements.length, shape);
        return new Tensor(shape.clone(), new Values.Int64(elements.clone()));
    }

    /**
     * A tensor of ints.
     *
     * @param elements copied; as many as the shape's product
     * @param shape copied; no dimension negative; without any it is a single number
     * @throws IllegalArgumentException if they are not so
     */
    public static Tensor int32(int[] elements, int... shape) {
        requireProduct(elements.length, shape);
        return new Tensor(shape.clone(), new Values.Int32(elements.clone()));
    }

    /**
     * A tensor of bytes, 0 to 255.
     *
     * @param elements copied; as many as the shape's product
     * @param shape copied; no dimension negative; without any it is a single number
     * @throws IllegalArgumentException if they are not so
     */
    public static Tensor uint8(byte[] elements, int... shape) {
        requireProduct(elements.length, shape);
        return new Tensor(shape.clone(), new Values.Uint8(elements.clone()));
    }

    /** What it is made of. */
    public ElementType type() {
        return values.type();
    }

    /** The dimensions, outermost first; a copy. */
    public int[] shape() {
        return shape.clone();
    }

    /** How many elements there are: the product of the shape. */
    public int count() {
        return values.count();
    }

    /** How many bytes they take in a file. */
    public long byteCount() {
        return (long) count() * type().bytes();
    }

    /**
     * All elements; a copy.
     *
     * @throws IllegalStateException if they are of another type
     */
    public float[] float32() {
        return floats().clone();
    }

    /**
     * All elements; a copy.
     *
     * @throws IllegalStateException if they are of another type
     */
    public long[] int64() {
        return longs().clone();
    }

    /**
     * All elements; a copy.
     *
     * @throws IllegalStateException if they are of another type
     */
    public int[] int32() {
        if (values instanceof Values.Int32(int[] array)) {
            return array.clone();
        }
        throw otherType(ElementType.INT32);
    }

    /**
     * All elements; a copy.
     *
     * @throws IllegalStateException if they are of another type
     */
    public byte[] uint8() {
        if (values instanceof Values.Uint8(byte[] array)) {
            return array.clone();
        }
        throw otherType(ElementType.UINT8);
    }

    /**
     * Some elements, without a copy of all: a table is taken over in pieces.
     *
     * @param from the first element
     * @param count how many
     * @param out gets them
     * @param outFrom where in {@code out}
     * @throws IllegalStateException if they are of another type
     * @throws IndexOutOfBoundsException if there are not so many, or {@code out} has not so much room
     */
    public void copy(int from, int count, float[] out, int outFrom) {
        System.arraycopy(floats(), from, out, outFrom, count);
    }

    /**
     * Some elements, without a copy of all: a table is taken over in pieces.
     *
     * @param from the first element
     * @param count how many
     * @param out gets them
     * @param outFrom where in {@code out}
     * @throws IllegalStateException if they are of another type
     * @throws IndexOutOfBoundsException if there are not so many, or {@code out} has not so much room
     */
    public void copy(int from, int count, long[] out, int outFrom) {
        System.arraycopy(longs(), from, out, outFrom, count);
    }

    private float[] floats() {
        if (values instanceof Values.Float32(float[] array)) {
            return array;
        }
        throw otherType(ElementType.FLOAT32);
    }

    private long[] longs() {
        if (values instanceof Values.Int64(long[] array)) {
            return array;
        }
        throw otherType(ElementType.INT64);
    }

    private IllegalStateException otherType(ElementType asked) {
        return new IllegalStateException("a tensor of " + type().label() + " was asked for " + asked.label());
    }

    Values values() {
        return values;
    }

    int[] ownShape() {
        return shape;
    }

    /** The place of the first that is infinite or not a number, among those from {@code from} to before {@code to}; or -1. */
    static int firstNotFinite(float[] elements, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Float.isFinite(elements[i])) {
                return i;
            }
        }
        return -1;
    }

    private static void requireProduct(int count, int[] shape) {
        long product = 1;
        for (int dimension : shape) {
            if (dimension < 0) {
                throw new IllegalArgumentException(
                        "shape " + Arrays.toString(shape) + " has a negative dimension; 0 and more are allowed");
            }
            // A later 0 makes any product 0; no product that fits is lost by stopping at the bound.
            product = Math.min(product * dimension, Integer.MAX_VALUE + 1L);
        }
        if (product != count) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " does not hold " + count + " elements");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that
                && Arrays.equals(shape, that.shape)
                && switch (values) {
                    case Values.Uint8(byte[] array) ->
                        that.values instanceof Values.Uint8(byte[] theirs) && Arrays.equals(array, theirs);
                    case Values.Int32(int[] array) ->
                        that.values instanceof Values.Int32(int[] theirs) && Arrays.equals(array, theirs);
                    // By bits: 0 and -0 differ.
                    case Values.Float32(float[] array) ->
                        that.values instanceof Values.Float32(float[] theirs) && Arrays.equals(array, theirs);
                    case Values.Int64(long[] array) ->
                        that.values instanceof Values.Int64(long[] theirs) && Arrays.equals(array, theirs);
                };
    }

    @Override
    public int hashCode() {
        int hash = switch (values) {
            case Values.Uint8(byte[] array) -> Arrays.hashCode(array);
            case Values.Int32(int[] array) -> Arrays.hashCode(array);
            case Values.Float32(float[] array) -> Arrays.hashCode(array);
            case Values.Int64(long[] array) -> Arrays.hashCode(array);
        };
        return Objects.hash(type(), Arrays.hashCode(shape), hash);
    }

    /** Type and shape, as {@code F32 [2, 3]}. */
    @Override
    public String toString() {
        return type().label() + " " + Arrays.toString(shape);
    }
}
