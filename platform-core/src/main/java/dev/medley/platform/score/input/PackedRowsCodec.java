package dev.medley.platform.score.input;

import it.unimi.dsi.fastutil.longs.Long2IntLinkedOpenHashMap;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Packed rows as bytes, and back to the bit: what the record of impressions keeps. Whole numbers have seven bits a byte,
 * the lowest first; keys and floats are as they are, the highest byte first; a history's columns name their keys once.
 * Any thread.
 */
public final class PackedRowsCodec {
    private static final int VERSION = 1;
    private static final int SEVEN_BITS = 7;
    private static final int MOST_ROWS = 1 << 16;
    private static final int MOST_KEYS = 1 << 16;
    private static final int MOST_WIDTH = 1 << 16;

    private PackedRowsCodec() {}

    /** The bytes. */
    public static byte[] encode(RequestRows rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4_096);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            write(rows.request().keys(), out);
            write(rows.request().history(), out);
            number(rows.historyEnd(), out);
            signed(rows.time(), out);
            number(rows.count(), out);
            number(rows.width(), out);
            for (int row = 0; row < rows.count(); row++) {
                write(rows.items()[row].keys(), out);
                number(rows.domains()[row] + 1L, out);
            }
            for (float statistic : rows.statistics()) {
                out.writeFloat(statistic);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing into memory", impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(FieldKeys keys, DataOutputStream out) throws IOException {
        number(keys.count(), out);
        out.write(keys.fields());
        for (long key : keys.keys()) {
            out.writeLong(key);
        }
    }

    private static void write(HistoryInput history, DataOutputStream out) throws IOException {
        number(history.count(), out);
        column(history.items(), out);
        column(history.categories(), out);
        column(history.surfaces(), out);
        column(history.actions(), out);
        long before = 0;
        for (long time : history.times()) {
            signed(time - before, out);
            before = time;
        }
    }

    /** The different keys, then for each place the number of its key. */
    private static void column(long[] keys, DataOutputStream out) throws IOException {
        Long2IntLinkedOpenHashMap numbers = new Long2IntLinkedOpenHashMap();
        for (long key : keys) {
            numbers.putIfAbsent(key, numbers.size());
        }
        number(numbers.size(), out);
        for (long key : numbers.keySet().toLongArray()) {
            out.writeLong(key);
        }
        for (long key : keys) {
            number(numbers.get(key), out);
        }
    }

    private static void signed(long value, DataOutputStream out) throws IOException {
        number(value << 1 ^ value >> Long.SIZE - 1, out);
    }

    private static void number(long value, DataOutputStream out) throws IOException {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) rest & 0x7F | 0x80);
            rest >>>= SEVEN_BITS;
        }
        out.writeByte((int) rest);
    }

    /**
     * The rows that {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes are not those of packed rows, all of them and nothing more
     */
    public static RequestRows decode(byte[] bytes) {
        Reader in = new Reader(ByteBuffer.wrap(bytes));
        try {
            int version = in.bytes.get();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "packed rows: version " + version + " is not known; " + VERSION + " is");
            }
            RequestInput request = new RequestInput(in.fieldKeys(), in.history());
            int historyEnd = in.count("historyEnd", HistoryInput.MAX_EVENTS, 0);
            long time = in.signed();
            int count = in.count("rows", MOST_ROWS, 2);
            int width = in.count("width", MOST_WIDTH, 0);
            ItemInput[] items = new ItemInput[count];
            int[] domains = new int[count];
            for (int row = 0; row < count; row++) {
                items[row] = new ItemInput(in.fieldKeys());
                domains[row] = in.count("domain", MOST_ROWS, 0) - 1;
            }
            float[] statistics = new float[in.fitting("statistics", (long) count * width, Float.BYTES)];
            for (int i = 0; i < statistics.length; i++) {
                statistics[i] = in.bytes.getFloat();
            }
            if (in.bytes.hasRemaining()) {
                throw new IllegalArgumentException(
                        "packed rows: " + in.bytes.remaining() + " bytes follow that belong to nothing");
            }
            return new RequestRows(request, historyEnd, time, items, domains, statistics, width);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("packed rows: they end after " + bytes.length + " bytes, too early", e);
        }
    }

    /** Reads, and believes no length that the bytes cannot hold. */
    private record Reader(ByteBuffer bytes) {
        long number() {
            long value = 0;
            for (int shift = 0; shift < Long.SIZE; shift += SEVEN_BITS) {
                byte next = bytes.get();
                value |= (next & 0x7FL) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw new IllegalArgumentException("packed rows: a number has more than " + Long.SIZE + " bits");
        }

        long signed() {
            long value = number();
            return value >>> 1 ^ -(value & 1);
        }

        int count(String what, int most, int bytesEach) {
            long value = number();
            if (value < 0 || value > most) {
                throw new IllegalArgumentException(
                        "packed rows: " + what + " " + value + " is not allowed; 0 to " + most + " is");
            }
            return fitting(what, value, bytesEach);
        }

        int fitting(String what, long count, int bytesEach) {
            if (count * bytesEach > bytes.remaining()) {
                throw new IllegalArgumentException("packed rows: " + what + ": " + count + " are announced, "
                        + bytes.remaining() + " bytes are left");
            }
            return (int) count;
        }

        FieldKeys fieldKeys() {
            int count = count("keys", MOST_KEYS, 1 + Long.BYTES);
            byte[] fields = new byte[count];
            bytes.get(fields);
            for (byte field : fields) {
                if (field < 0 || field >= InputField.ALL.size()) {
                    throw new IllegalArgumentException("packed rows: field " + field + " is not allowed; 0 to "
                            + (InputField.ALL.size() - 1) + " is");
                }
            }
            return new FieldKeys(longs(count), fields);
        }

        private long[] longs(int count) {
            long[] read = new long[count];
            for (int i = 0; i < count; i++) {
                read[i] = bytes.getLong();
            }
            return read;
        }

        HistoryInput history() {
            int count = count("history", HistoryInput.MAX_EVENTS, 1);
            long[] items = column(count);
            long[] categories = column(count);
            long[] surfaces = column(count);
            long[] actions = column(count);
            long[] times = new long[count];
            long before = 0;
            for (int i = 0; i < count; i++) {
                before += signed();
                times[i] = before;
            }
            return new HistoryInput(items, categories, surfaces, actions, times);
        }

        private long[] column(int count) {
            long[] keys = longs(count("distinct keys", count, Long.BYTES));
            long[] column = new long[count];
            for (int i = 0; i < count; i++) {
                column[i] = keys[keyNumber(keys.length)];
            }
            return column;
        }

        private int keyNumber(int keys) {
            long number = number();
            if (number < 0 || number >= keys) {
                throw new IllegalArgumentException(
                        "packed rows: key number " + number + " is not allowed; there are " + keys);
            }
            return (int) number;
        }
    }
}
