package dev.medley.platform.dataset;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a conversion did not take over: odd rows, with their places, and what is left out on purpose, with counts. */
final class ConversionNotes {
    private static final int SHOWN = 20;

    private final List<String> firstOddRows = new ArrayList<>();
    private final Map<String, Long> leftOut = new LinkedHashMap<>();
    private long oddRows;

    /** A row, or a part of it, cannot be used. */
    void odd(String file, int line, String reason) {
        oddRows++;
        if (firstOddRows.size() < SHOWN) {
            firstOddRows.add(file + " line " + line + ": " + reason);
        }
    }

    /** A row is fine and left out all the same. */
    void leaveOut(String reason) {
        leftOut.merge(reason, 1L, Long::sum);
    }

    long oddRows() {
        return oddRows;
    }

    List<String> firstOddRows() {
        return List.copyOf(firstOddRows);
    }

    Map<String, Long> leftOut() {
        return Map.copyOf(leftOut);
    }

    void print(PrintStream out, PrintStream err) {
        leftOut.forEach((reason, count) -> out.printf(Locale.ROOT, "left out: %,d %s%n", count, reason));
        out.printf(Locale.ROOT, "odd rows: %,d%n", oddRows);
        firstOddRows.forEach(err::println);
        if (oddRows > firstOddRows.size()) {
            err.printf(Locale.ROOT, "and %,d more%n", oddRows - firstOddRows.size());
        }
    }
}
