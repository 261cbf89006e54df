package dev.medley.platform.dataset;

import dev.medley.platform.codec.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Shows an import to people: progress while it goes (one line that changes on a terminal, a line now and then
 * elsewhere), the rejected lines, and a table at the end. All rejected lines go to a file, made with the first of them.
 */
final class ImportProgress implements ImportListener, Closeable {
    /** The file of the rejected lines. */
    static final String REJECTED_FILE = "import-rejected.jsonl";

    private static final int SHOWN = 20;
    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(200);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final String ROW = "%-22s %-20s %12s %10s %9s%n";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final Path rejectedFile;
    private final List<FileReport> reports = new ArrayList<>();
    private Writer rejected;
    private long rejectedLines;
    private String title = "";
    private long nextProgress;

    /** @param folder where {@value #REJECTED_FILE} goes; one of an earlier import there is replaced */
    ImportProgress(PrintStream out, PrintStream err, boolean terminal, Path folder) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.rejectedFile = folder.resolve(REJECTED_FILE);
    }

    @Override
    public void started(DatasetFolder folder, DatasetFile file) {
        title = folder.declaration().name() + " " + file.kind();
        nextProgress = System.nanoTime() + interval().toNanos();
    }

    @Override
    public void progressed(long accepted, long rejectedSoFar, double share) {
        long now = System.nanoTime();
        if (now < nextProgress) {
            return;
        }
        nextProgress = now + interval().toNanos();
        String text = String.format(
                Locale.ROOT, "%s: %3.0f %%, %,d accepted, %,d rejected", title, share * 100, accepted, rejectedSoFar);
        if (terminal) {
            out.print("\r" + text + "   ");
            out.flush();
        } else {
            out.println(text);
        }
    }

    private Duration interval() {
        return terminal ? BETWEEN_CHANGES : BETWEEN_LINES;
    }

    @Override
    public void rejected(DatasetFolder folder, DatasetFile file, DatasetLine.Rejected line) {
        rejectedLines++;
        for (Problem problem : line.problems()) {
            if (rejectedLines <= SHOWN) {
                err.println(folder.path().resolve(file.fileName()) + " line " + line.number() + ": " + problem);
            }
            append(RejectedLineForm.json(folder.declaration().name(), file, line.number(), problem));
        }
    }

    private void append(String json) {
        try {
            if (rejected == null) {
                rejected = Files.newBufferedWriter(rejectedFile);
            }
            rejected.write(json);
            rejected.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + rejectedFile + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void finished(FileReport report) {
        reports.add(report);
        if (terminal) {
            out.print("\r" + " ".repeat(100) + "\r");
        }
    }

    /** Lines rejected so far, over all files. */
    long rejectedLines() {
        return rejectedLines;
    }

    /** The table of what became of each file, and where the rejected lines are. */
    void summarize() {
        out.printf(ROW, "data set", "file", "accepted", "rejected", "time");
        for (FileReport report : reports) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    report.dataset(),
                    report.file().fileName(),
                    String.format(Locale.ROOT, "%,d", report.accepted()),
                    String.format(Locale.ROOT, "%,d", report.rejected()),
                    String.format(Locale.ROOT, "%.1f s", report.took().toMillis() / 1000.0));
        }
        if (rejectedLines > SHOWN) {
            err.println("and " + (rejectedLines - SHOWN) + " more rejected lines");
        }
        if (rejectedLines > 0) {
            err.println("every rejected line is in " + rejectedFile);
        }
    }

    @Override
    public void close() throws IOException {
        if (rejected != null) {
            rejected.close();
        }
    }
}
