package dev.medley.platform.dataset;

import dev.medley.platform.event.Ingest;
import dev.medley.platform.event.LogRecord;
import dev.medley.platform.event.LogRecord.DatasetDeclared;
import dev.medley.platform.world.DatasetDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Writes into the log of this process: how the demo world gets in, through the same door as any other data set. */
public final class IngestSink implements DatasetSink {
    private final Ingest ingest;

    /** Writes there. */
    public IngestSink(Ingest ingest) {
        this.ingest = ingest;
    }

    @Override
    public void declare(DatasetDeclaration declaration) throws ImportFailedException, InterruptedException {
        write(List.of(new DatasetDeclared(declaration)));
    }

    @Override
    public List<DatasetLine.Rejected> write(DatasetFile file, List<DatasetLine.Accepted> lines)
            throws ImportFailedException, InterruptedException {
        List<LogRecord> records = new ArrayList<>(lines.size());
        for (DatasetLine.Accepted line : lines) {
            records.add(line.record());
        }
        write(records);
        return List.of();
    }

    private void write(List<LogRecord> records) throws ImportFailedException, InterruptedException {
        try {
            ingest.write(records).get();
        } catch (ExecutionException e) {
            throw new ImportFailedException(
                    "the log did not take the data: " + e.getCause().getMessage(), e.getCause());
        }
    }
}
