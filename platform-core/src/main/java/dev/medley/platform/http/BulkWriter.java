package dev.medley.platform.http;

import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.codec.Problem;
import dev.medley.platform.codec.StrictJson;
import dev.medley.platform.event.Ingest;
import dev.medley.platform.event.LogRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Takes entities one after the other, writes the good ones in chunks, and remembers what was wrong with the others. One
 * thread. At most {@value #MAX_CHUNKS_AHEAD} chunks wait for the log at once, which in turn holds back the reader.
 */
final class BulkWriter {
    /** At most so many bytes an entity. */
    static final int MAX_ENTITY_BYTES = 64 * 1024;

    /** At most so many errors are reported; all are counted. */
    static final int MAX_ERRORS = 1_000;

    private static final int CHUNK_RECORDS = 1_000;
    private static final int CHUNK_BYTES = 1 << 20;
    private static final int MAX_CHUNKS_AHEAD = 4;

    /** What was wrong with one line; an array's element counts as a line. From 1. */
    record LineError(long line, Problem problem) {}

    /** What became of all of them. */
    record Outcome(long accepted, long rejected, List<LineError> errors) {}

    private final EntityKind kind;
    private final Ingest ingest;
    private final Instant receivedAt;
    private final ArrayDeque<CompletableFuture<Void>> underway = new ArrayDeque<>();
    private final List<LineError> errors = new ArrayList<>();
    private List<LogRecord> chunk = new ArrayList<>();
    private int chunkBytes;
    private long accepted;
    private long rejected;

    BulkWriter(EntityKind kind, Ingest ingest, Instant receivedAt) {
        this.kind = kind;
        this.ingest = ingest;
        this.receivedAt = receivedAt;
    }

    /** Takes one entity; blocks while too much waits for the log. */
    void add(long line, byte[] json, int offset, int length) {
        if (length > MAX_ENTITY_BYTES) {
            rejectOversized(line, length);
            return;
        }
        try {
            chunk.add(kind.read(StrictJson.parse(json, offset, length), receivedAt));
        } catch (InvalidInputException invalid) {
            reject(line, invalid.problems());
            return;
        }
        accepted++;
        chunkBytes += length;
        if (chunk.size() >= CHUNK_RECORDS || chunkBytes >= CHUNK_BYTES) {
            send();
        }
    }

    /** Notes an entity that is too long to be looked at. */
    void rejectOversized(long line, long length) {
        reject(
                line,
                List.of(new Problem(
                        Problem.DOCUMENT, length + " bytes", "at most " + MAX_ENTITY_BYTES + " bytes an entity")));
    }

    private void reject(long line, List<Problem> problems) {
        rejected++;
        if (rejected % CHUNK_RECORDS == 0) {
            // Nothing else here ever waits while all lines are bad, and other requests need this thread's carrier.
            Thread.yield();
        }
        for (Problem problem : problems) {
            if (errors.size() < MAX_ERRORS) {
                errors.add(new LineError(line, problem));
            }
        }
    }

    private void send() {
        if (chunk.isEmpty()) {
            return;
        }
        if (underway.size() >= MAX_CHUNKS_AHEAD) {
            underway.remove().join();
        }
        underway.add(ingest.write(chunk));
        chunk = new ArrayList<>();
        chunkBytes = 0;
    }

    /**
     * Writes what is left, and waits until everything that was accepted can be read.
     *
     * @throws java.util.concurrent.CompletionException with the log's failure
     */
    Outcome finish() {
        send();
        while (!underway.isEmpty()) {
            underway.remove().join();
        }
        return new Outcome(accepted, rejected, List.copyOf(errors));
    }
}
