package dev.medley.platform.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * Comma-separated records, of which a quoted cell may hold commas, quotes and line ends. Each record is parsed by
 * itself, so that one with a stray quote spoils no other. One thread.
 */
final class CsvRecords {
    /** A quote that is open for longer was never meant to be one. */
    private static final int MAX_LINES = 200;

    private static final char QUOTE = '"';
    private static final ObjectReader CELLS =
            CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build().readerForListOf(String.class);

    /**
     * One record.
     *
     * @param line the line it begins in, from 1
     * @param text the lines it consists of
     */
    record Csv(int line, String text) {
        /** The cells, or nothing if one is not quoted as it should be. */
        Optional<List<String>> cells() throws IOException {
            if (text.indexOf(QUOTE) < 0) {
                return Optional.of(List.of(text.split(",", -1)));
            }
            try (var rows = CELLS.<List<String>>readValues(text)) {
                return Optional.of(rows.nextValue());
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        }
    }

    private final BufferedReader reader;
    private final ArrayDeque<String> ahead = new ArrayDeque<>();
    private int line;

    CsvRecords(BufferedReader reader) {
        this.reader = reader;
    }

    /** The next record; empty at the end of the file. */
    Optional<Csv> next() throws IOException {
        String first = nextLine();
        if (first == null) {
            return Optional.empty();
        }
        line++;
        int start = line;
        if (hasClosedQuotes(first)) {
            return Optional.of(new Csv(start, first));
        }
        StringBuilder text = new StringBuilder(first);
        ArrayDeque<String> more = new ArrayDeque<>();
        boolean closed = false;
        while (!closed && more.size() < MAX_LINES) {
            String next = nextLine();
            if (next == null) {
                break;
            }
            more.add(next);
            text.append('\n').append(next);
            // The quote is open, so it takes an odd number of quotes to close it.
            closed = !hasClosedQuotes(next);
        }
        if (closed) {
            line += more.size();
            return Optional.of(new Csv(start, text.toString()));
        }
        while (!more.isEmpty()) {
            ahead.addFirst(more.removeLast());
        }
        return Optional.of(new Csv(start, first));
    }

    private String nextLine() throws IOException {
        return ahead.isEmpty() ? reader.readLine() : ahead.removeFirst();
    }

    private static boolean hasClosedQuotes(String text) {
        int quotes = 0;
        for (int at = text.indexOf(QUOTE); at >= 0; at = text.indexOf(QUOTE, at + 1)) {
            quotes++;
        }
        return quotes % 2 == 0;
    }
}
