package dev.medley.platform.dataset;

import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.codec.Problem;
import dev.medley.platform.codec.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads one file of a data set line by line, in constant memory, and never throws for what a line holds.
 *
 * <p>Lines end with LF or CRLF, the last one may end without. A byte order mark at the start of the file and lines of
 * nothing but spaces and tabs are passed over. One thread.
 */
public final class DatasetLines implements AutoCloseable {
    /** A longer line is rejected unread. */
    public static final int MAX_LINE_BYTES = 64 * 1024;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final DatasetFile file;
    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int filled;

    /** What there is of the line, its end taken off; one byte more than allowed tells a CRLF from a line too long. */
    private final byte[] line = new byte[MAX_LINE_BYTES + 1];

    private long length;
    private long number;
    private long bytesRead;

    /** Reads the stream as that file; {@link #close} closes it. */
    public DatasetLines(DatasetFile file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    /**
     * The next line that is not empty.
     *
     * @return empty at the end of the file
     * @throws IOException if the file cannot be read
     */
    public Optional<DatasetLine> next() throws IOException {
        while (readLine()) {
            number++;
            if (length > 0 && line[(int) Math.min(length, line.length) - 1] == '\r') {
                length--;
            }
            if (number == 1) {
                dropByteOrderMark();
            }
            if (!isBlank()) {
                return Optional.of(judge());
            }
        }
        return Optional.empty();
    }

    /** Bytes read so far, a little ahead of the line. */
    public long bytesRead() {
        return bytesRead;
    }

    private DatasetLine judge() {
        if (length > MAX_LINE_BYTES) {
            return rejected(new Problem(
                    Problem.DOCUMENT,
                    "a line of " + length + " bytes",
                    "lines of at most " + MAX_LINE_BYTES + " bytes"));
        }
        byte[] json = Arrays.copyOf(line, (int) length);
        try {
            return new DatasetLine.Accepted(number, json, file.decode(StrictJson.parse(json)));
        } catch (InvalidInputException e) {
            return new DatasetLine.Rejected(number, e.problems());
        }
    }

    private DatasetLine rejected(Problem problem) {
        return new DatasetLine.Rejected(number, List.of(problem));
    }

    /** Fills {@code line} and {@code length} up to the next LF; a longer line is counted and not kept. */
    private boolean readLine() throws IOException {
        length = 0;
        boolean any = false;
        while (true) {
            if (position == filled) {
                position = 0;
                filled = Math.max(0, in.read(buffer));
                if (filled == 0) {
                    return any;
                }
                bytesRead += filled;
            }
            any = true;
            int start = position;
            while (position < filled && buffer[position] != '\n') {
                position++;
            }
            keep(start, position - start);
            if (position < filled) {
                position++;
                return true;
            }
        }
    }

    private void keep(int start, int count) {
        if (length < line.length) {
            System.arraycopy(buffer, start, line, (int) length, (int) Math.min(count, line.length - length));
        }
        length += count;
    }

    private void dropByteOrderMark() {
        int mark = BYTE_ORDER_MARK.length;
        if (length >= mark && Arrays.equals(line, 0, mark, BYTE_ORDER_MARK, 0, mark)) {
            int kept = (int) Math.min(length, line.length);
            System.arraycopy(line, mark, line, 0, kept - mark);
            length -= mark;
        }
    }

    private boolean isBlank() {
        for (int i = 0; i < Math.min(length, line.length); i++) {
            if (line[i] != ' ' && line[i] != '\t') {
                return false;
            }
        }
        return length <= line.length;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
