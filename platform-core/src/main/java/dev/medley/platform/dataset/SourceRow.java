package dev.medley.platform.dataset;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;

/** One row of a file of a public data set. */
record SourceRow(SourceColumns columns, int line, List<String> cells) {
    private static final char REPLACEMENT = '\uFFFD';

    String file() {
        return columns.file();
    }

    /** Checks what every row must be. */
    void requireWhole() {
        if (cells.size() != columns.names().size()) {
            throw new OddRowException(
                    cells.size() + " cells where " + columns.names().size() + " are expected");
        }
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).indexOf(REPLACEMENT) >= 0) {
                throw new OddRowException(columns.names().get(i) + " is not in the file's encoding");
            }
        }
    }

    String text(String column) throws IOException {
        return cells.get(columns.indexOf(column));
    }

    String requiredText(String column) throws IOException {
        String text = text(column).strip();
        if (text.isEmpty()) {
            throw new OddRowException(column + " is empty");
        }
        return text;
    }

    int integer(String column, int min, int max) throws IOException {
        String text = text(column);
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through: not a number and out of range are one mistake to whoever mends the row.
        }
        throw new OddRowException(column + " '" + text + "' is not a whole number, " + min + " to " + max);
    }

    int id(String column) throws IOException {
        return integer(column, 0, Integer.MAX_VALUE);
    }

    double decimal(String column, double min, double max) throws IOException {
        String text = text(column);
        try {
            double number = Double.parseDouble(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through, as above.
        }
        throw new OddRowException(column + " '" + text + "' is not a number, " + min + " to " + max);
    }

    /** The start of a day in UTC. */
    Instant day(String column) throws IOException {
        try {
            return LocalDate.parse(text(column)).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new OddRowException(column + " '" + text(column) + "' is not a day of the form 2026-01-31");
        }
    }
}
