package dev.medley.platform.dataset;

import dev.medley.platform.dataset.ImportListener.FileReport;
import dev.medley.platform.event.LogRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Brings data sets through a {@link DatasetSink}: the declaration first, then file by file, each whole before the next.
 *
 * <p>Within a file several bulks are under way at a time. Lines about the same user or item go the same lane, one bulk
 * after the other, so that of two such lines the later one wins, as it does in the file.
 */
public final class DatasetImport {
    private static final int LANES = 4;
    private static final int BULK_LINES = 2_000;
    private static final int BULK_BYTES = 2 * 1024 * 1024;
    private static final int LINES_BETWEEN_PROGRESS = 1_000;

    private final DatasetSink sink;
    private final ImportListener listener;

    /** Writes to the sink and tells the listener. */
    public DatasetImport(DatasetSink sink, ImportListener listener) {
        this.sink = sink;
        this.listener = listener;
    }

    /**
     * Imports the data set; returns when all of it is there to stay.
     *
     * @return one report per file, in the order of import
     * @throws ImportFailedException if the sink fails
     * @throws IOException if a file cannot be read
     */
    public List<FileReport> run(DatasetFolder folder) throws ImportFailedException, IOException, InterruptedException {
        sink.declare(folder.declaration());
        List<FileReport> reports = new ArrayList<>();
        // Closing waits for what is under way, also after a failure: whoever is told of one finds nothing going on.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (DatasetFile file : folder.files()) {
                FileReport report = new FileImport(folder, file, threads).run();
                listener.finished(report);
                reports.add(report);
            }
        }
        return reports;
    }

    /** The import of one file. */
    private final class FileImport {
        private final DatasetFolder folder;
        private final DatasetFile file;
        private final List<Lane> lanes = new ArrayList<>();
        private long accepted;
        private long rejected;

        FileImport(DatasetFolder folder, DatasetFile file, ExecutorService threads) {
            this.folder = folder;
            this.file = file;
            for (int i = 0; i < LANES; i++) {
                lanes.add(new Lane(threads));
            }
        }

        FileReport run() throws ImportFailedException, IOException, InterruptedException {
            long start = System.nanoTime();
            long size = Files.size(folder.path().resolve(file.fileName()));
            listener.started(folder, file);
            try (DatasetLines lines = folder.read(file)) {
                for (Optional<DatasetLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                    take(line.get());
                    if (line.get().number() % LINES_BETWEEN_PROGRESS == 0) {
                        listener.progressed(accepted, rejected, (double) lines.bytesRead() / size);
                    }
                }
            }
            for (Lane lane : lanes) {
                lane.send();
            }
            for (Lane lane : lanes) {
                lane.collect();
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new FileReport(folder.declaration().name(), file, accepted, rejected, took);
        }

        private void take(DatasetLine line) throws ImportFailedException, InterruptedException {
            switch (line) {
                case DatasetLine.Accepted good ->
                    lanes.get(Math.floorMod(key(good.record()).hashCode(), LANES))
                            .add(good);
                case DatasetLine.Rejected bad -> reject(bad);
            }
        }

        private void reject(DatasetLine.Rejected line) {
            rejected++;
            listener.rejected(folder, file, line);
        }

        /** Bulks that go one after the other. */
        private final class Lane {
            private final ExecutorService threads;
            private List<DatasetLine.Accepted> bulk = new ArrayList<>();
            private int bytes;
            private int underWay;
            private Future<List<DatasetLine.Rejected>> answer;

            Lane(ExecutorService threads) {
                this.threads = threads;
            }

            void add(DatasetLine.Accepted line) throws ImportFailedException, InterruptedException {
                bulk.add(line);
                bytes += line.json().length;
                if (bulk.size() == BULK_LINES || bytes >= BULK_BYTES) {
                    send();
                }
            }

            void send() throws ImportFailedException, InterruptedException {
                collect();
                if (!bulk.isEmpty()) {
                    List<DatasetLine.Accepted> lines = bulk;
                    answer = threads.submit(() -> sink.write(file, lines));
                    underWay = lines.size();
                    bulk = new ArrayList<>();
                    bytes = 0;
                }
            }

            void collect() throws ImportFailedException, InterruptedException {
                if (answer == null) {
                    return;
                }
                try {
                    List<DatasetLine.Rejected> refused = answer.get();
                    accepted += underWay - refused.size();
                    refused.forEach(FileImport.this::reject);
                } catch (ExecutionException e) {
                    throw failure(e.getCause());
                } finally {
                    answer = null;
                }
            }
        }
    }

    private static ImportFailedException failure(Throwable cause) throws InterruptedException {
        return switch (cause) {
            case ImportFailedException failed -> failed;
            case InterruptedException _ -> throw new InterruptedException("the import was interrupted");
            case RuntimeException bug -> throw bug;
            case Error error -> throw error;
            default -> new ImportFailedException("the import failed: " + cause, cause);
        };
    }

    /** What lines that must keep their order share. */
    private static Object key(LogRecord record) {
        return switch (record) {
            case LogRecord.ItemWritten written -> written.item().id();
            case LogRecord.ItemRemoved removed -> removed.item();
            case LogRecord.UserWritten written -> written.user();
            case LogRecord.InteractionWritten written -> written.interaction().user();
            case LogRecord.JudgmentWritten written -> written.judgment().item();
            case LogRecord.DatasetDeclared declared -> declared.declaration().name();
            case LogRecord.NumbersShared shared -> shared.numbers().key();
        };
    }
}
