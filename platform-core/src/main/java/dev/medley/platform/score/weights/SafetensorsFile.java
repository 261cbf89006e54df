package dev.medley.platform.score.weights;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * Tensors as a file, in the format of <a href="https://github.com/huggingface/safetensors">safetensors</a>: eight bytes,
 * little-endian, that say how long the header is; the header, a JSON object from name to type, shape and place, padded
 * with spaces to a multiple of 8; then the numbers, little-endian.
 *
 * <p>What is written is what the reference implementation writes: tensors by size of their type, largest first, then by
 * name (UTF-8 order); metadata by key (where the reference has no order). Equal tensors have equal bytes.
 *
 * <p>What is read may come from anywhere, and is checked first: the header against its bound and the file's length, the
 * tensors' places against each other (each begins where the one before ends, the last ends with the file), each place
 * against type and shape, and every float, which must be finite. Nothing is allocated that the file has not the bytes
 * for. Any thread.
 */
public final class SafetensorsFile {
    /** At most so many bytes a header, as the reference implementation has it. */
    public static final int MAX_HEADER_BYTES = 100_000_000;

    private static final int LENGTH_BYTES = 8;
    /** Tensors go through a buffer of so many bytes; a multiple of every element's. */
    private static final int PIECE_BYTES = 1 << 18;

    private SafetensorsFile() {}

    /** Takes the bytes of a file, piece by piece. */
    private interface Sink {
        void accept(ByteBuffer piece) throws IOException;
    }

    /**
     * The bytes of those tensors.
     *
     * @throws IllegalArgumentException if the header is above {@link #MAX_HEADER_BYTES}, or all is more than an array
     *     holds
     */
    public static byte[] write(Tensors tensors) {
        long total = LENGTH_BYTES;
        for (Tensor tensor : tensors.all().values()) {
            total += tensor.byteCount();
        }
        byte[] header = header(tensors);
        total += header.length;
        if (total > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("the tensors take " + total + " bytes, an array holds at most "
                    + (Integer.MAX_VALUE - 8) + "; write them to a file");
        }
        ByteBuffer all = ByteBuffer.allocate((int) total);
        try {
            write(tensors, header, all::put);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return all.array();
    }

    /**
     * Writes those tensors to a file and forces it to disk; what was there is gone. Not atomic: write beside, and move.
     *
     * @throws IllegalArgumentException if the header is above {@link #MAX_HEADER_BYTES}; then no file was touched
     * @throws IOException if it cannot be written
     */
    public static void write(Tensors tensors, Path file) throws IOException {
        byte[] header = header(tensors);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            write(tensors, header, piece -> {
                while (piece.hasRemaining()) {
                    channel.write(piece);
                }
            });
            channel.force(true);
        }
    }

    /**
     * The tensors of those bytes.
     *
     * @throws InvalidTensorsException if they are not such a file, with all that is wrong
     */
    public static Tensors read(byte[] bytes) throws InvalidTensorsException {
        try {
            return read(Channels.newChannel(new ByteArrayInputStream(bytes)), bytes.length);
        } catch (InvalidTensorsException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /**
     * The tensors of that file; read from its beginning to its end in pieces, once.
     *
     * @throws InvalidTensorsException if it is not such a file, with all that is wrong
     * @throws IOException if it cannot be read
     */
    public static Tensors read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(channel, channel.size());
        }
    }

    private static byte[] header(Tensors tensors) {
        byte[] header = SafetensorsHeader.write(SafetensorsHeader.ordered(tensors), tensors.metadata());
        if (header.length > MAX_HEADER_BYTES) {
            throw new IllegalArgumentException(
                    "the header takes " + header.length + " bytes, at most " + MAX_HEADER_BYTES + " are allowed");
        }
        return header;
    }

    private static void write(Tensors tensors, byte[] header, Sink sink) throws IOException {
        ByteBuffer piece = piece();
        sink.accept(piece.putLong(header.length).flip());
        sink.accept(ByteBuffer.wrap(header));
        for (Map.Entry<String, Tensor> named : SafetensorsHeader.ordered(tensors)) {
            Tensor tensor = named.getValue();
            int step = PIECE_BYTES / tensor.type().bytes();
            for (int from = 0; from < tensor.count(); ) {
                int count = Math.min(step, tensor.count() - from);
                piece.clear();
                switch (tensor.values()) {
                    case Tensor.Values.Uint8(byte[] array) -> piece.duplicate().put(array, from, count);
                    case Tensor.Values.Int32(int[] array) -> piece.asIntBuffer().put(array, from, count);
                    case Tensor.Values.Float32(float[] array) ->
                        piece.asFloatBuffer().put(array, from, count);
                    case Tensor.Values.Int64(long[] array) ->
                        piece.asLongBuffer().put(array, from, count);
                }
                sink.accept(piece.limit(count * tensor.type().bytes()));
                from += count;
            }
        }
    }

    private static Tensors read(ReadableByteChannel in, long size) throws IOException {
        TensorProblems problems = new TensorProblems();
        if (size < LENGTH_BYTES) {
            throw problems.fatal(
                    "file", "has " + size + " bytes; at least " + LENGTH_BYTES + " are expected, the header's length");
        }
        ByteBuffer piece = piece();
        fill(in, piece.limit(LENGTH_BYTES), problems);
        long length = piece.flip().getLong();
        if (length < 0 || length > MAX_HEADER_BYTES) {
            throw problems.fatal(
                    "header",
                    "says that it has " + Long.toUnsignedString(length) + " bytes; at most " + MAX_HEADER_BYTES
                            + " are allowed");
        }
        if (length > size - LENGTH_BYTES) {
            throw problems.fatal(
                    "header", "says that it has " + length + " bytes; only " + (size - LENGTH_BYTES) + " follow");
        }
        byte[] json = new byte[(int) length];
        fill(in, ByteBuffer.wrap(json), problems);
        SafetensorsHeader header = SafetensorsHeader.read(json, size - LENGTH_BYTES - length, problems);
        Tensors.Builder tensors = Tensors.builder().metadata(header.metadata());
        List<SafetensorsHeader.Entry> entries = header.entries();
        for (SafetensorsHeader.Entry entry : entries) {
            tensors.add(entry.name(), new Tensor(entry.shape(), values(entry, in, piece, problems)));
        }
        problems.throwIfAny();
        return tensors.build();
    }

    private static Tensor.Values values(
            SafetensorsHeader.Entry entry, ReadableByteChannel in, ByteBuffer piece, TensorProblems problems)
            throws IOException {
        Tensor.Values values = switch (entry.type()) {
            case UINT8 -> new Tensor.Values.Uint8(new byte[entry.count()]);
            case INT32 -> new Tensor.Values.Int32(new int[entry.count()]);
            case FLOAT32 -> new Tensor.Values.Float32(new float[entry.count()]);
            case INT64 -> new Tensor.Values.Int64(new long[entry.count()]);
        };
        int step = PIECE_BYTES / entry.type().bytes();
        for (int from = 0; from < entry.count(); ) {
            int count = Math.min(step, entry.count() - from);
            fill(in, piece.clear().limit(count * entry.type().bytes()), problems);
            piece.flip();
            switch (values) {
                case Tensor.Values.Uint8(byte[] array) -> piece.get(array, from, count);
                case Tensor.Values.Int32(int[] array) -> piece.asIntBuffer().get(array, from, count);
                case Tensor.Values.Float32(float[] array) ->
                    piece.asFloatBuffer().get(array, from, count);
                case Tensor.Values.Int64(long[] array) -> piece.asLongBuffer().get(array, from, count);
            }
            from += count;
        }
        if (values instanceof Tensor.Values.Float32(float[] array)) {
            int odd = Tensor.firstNotFinite(array, 0, array.length);
            if (odd >= 0) {
                problems.add(
                        SafetensorsHeader.field(entry.name()),
                        "element " + odd + " is " + array[odd] + "; only finite numbers are allowed");
            }
        }
        return values;
    }

    private static void fill(ReadableByteChannel in, ByteBuffer buffer, TensorProblems problems) throws IOException {
        while (buffer.hasRemaining()) {
            if (in.read(buffer) < 0) {
                InvalidTensorsException refusal = problems.fatal("file", "ended while it was read");
                refusal.initCause(new EOFException());
                throw refusal;
            }
        }
    }

    private static ByteBuffer piece() {
        return ByteBuffer.allocate(PIECE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
}
