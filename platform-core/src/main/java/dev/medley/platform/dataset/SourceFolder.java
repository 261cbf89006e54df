package dev.medley.platform.dataset;

import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.dataset.CsvRecords.Csv;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files of a public data set, row by row. A row that is odd, or that the action cannot use, is noted with its line
 * and passed over. One thread.
 */
final class SourceFolder {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path folder;
    private final ConversionNotes notes;

    SourceFolder(Path folder, ConversionNotes notes) {
        this.folder = folder;
        this.notes = notes;
    }

    /** What is done with a row; {@link OddRowException} if it cannot be used. */
    @FunctionalInterface
    interface RowAction {
        void take(SourceRow row) throws IOException;
    }

    ConversionNotes notes() {
        return notes;
    }

    /** Whether a file is there that a source may lack. */
    boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    /** Comma-separated in UTF-8, cells quoted where needed (they may hold line ends), the first row names the columns. */
    void csv(String file, RowAction action) throws IOException {
        try (BufferedReader reader = reader(file, StandardCharsets.UTF_8)) {
            CsvRecords records = new CsvRecords(reader);
            SourceColumns columns = null;
            for (Optional<Csv> next = records.next(); next.isPresent(); next = records.next()) {
                Csv csv = next.get();
                Optional<List<String>> cells = csv.cells();
                if (cells.isEmpty()) {
                    notes.odd(file, csv.line(), "a cell is not quoted as it should be");
                } else if (columns == null) {
                    columns = new SourceColumns(file, cells.get());
                } else {
                    take(new SourceRow(columns, csv.line(), cells.get()), action);
                }
            }
        }
    }

    /** Tab-separated in UTF-8, without quotes, the first line names the columns. */
    void tsv(String file, RowAction action) throws IOException {
        try (BufferedReader reader = reader(file, StandardCharsets.UTF_8)) {
            String header = reader.readLine();
            if (header == null) {
                throw new IOException(file + " is empty");
            }
            SourceColumns columns = new SourceColumns(file, List.of(header.split("\t", -1)));
            lines(reader, 2, "\t", columns, action);
        }
    }

    /** Separated by that text, without quotes and without a header. */
    void delimited(String file, Charset charset, String separator, List<String> columns, RowAction action)
            throws IOException {
        try (BufferedReader reader = reader(file, charset)) {
            lines(reader, 1, separator, new SourceColumns(file, columns), action);
        }
    }

    private void lines(BufferedReader reader, int first, String separator, SourceColumns columns, RowAction action)
            throws IOException {
        Pattern split = Pattern.compile(separator, Pattern.LITERAL);
        int number = first;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            take(new SourceRow(columns, number, List.of(split.split(line, -1))), action);
            number++;
        }
    }

    private void take(SourceRow row, RowAction action) throws IOException {
        try {
            row.requireWhole();
            action.take(row);
        } catch (OddRowException e) {
            notes.odd(row.file(), row.line(), e.getMessage());
        } catch (InvalidInputException e) {
            notes.odd(row.file(), row.line(), e.problems().getFirst().toString());
        }
    }

    private BufferedReader reader(String file, Charset charset) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(folder.resolve(file)), charset));
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }
}
