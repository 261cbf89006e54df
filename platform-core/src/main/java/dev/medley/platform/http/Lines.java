package dev.medley.platform.http;

import java.io.IOException;
import java.io.InputStream;

/** Cuts a stream of bytes into lines without ever holding more than one bounded line. One thread. */
final class Lines {
    /** Hears about the lines that are not blank. */
    interface Reader {
        /** A line, without its end. The array is used again after the call. */
        void line(long number, byte[] bytes, int length);

        /** A line that was too long to be kept. */
        void tooLong(long number, long length);
    }

    private final byte[] buffer = new byte[64 * 1024];
    private final byte[] line;

    Lines(int maxLength) {
        line = new byte[maxLength];
    }

    /** Reads to the end. */
    void read(InputStream input, Reader reader) throws IOException {
        long number = 1;
        long length = 0;
        for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
            for (int i = 0; i < count; i++) {
                byte each = buffer[i];
                if (each == '\n') {
                    tell(reader, number++, length);
                    length = 0;
                } else {
                    if (length < line.length) {
                        line[(int) length] = each;
                    }
                    length++;
                }
            }
        }
        tell(reader, number, length);
    }

    private void tell(Reader reader, long number, long length) {
        if (length > line.length) {
            reader.tooLong(number, length);
            return;
        }
        int end = (int) length;
        while (end > 0 && line[end - 1] <= ' ' && line[end - 1] >= 0) {
            end--;
        }
        if (end > 0) {
            reader.line(number, line, end);
        }
    }
}
