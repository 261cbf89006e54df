package dev.medley.platform.store;

import dev.medley.platform.event.LogRecord;
import dev.medley.platform.event.LogRecord.InteractionWritten;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.UserId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Writes interactions as fast as it can and prints what was acknowledged, until somebody kills it. */
final class FullSpeedWriter {
    private static final int BATCH = 200;

    private FullSpeedWriter() {}

    public static void main(String[] arguments) throws InterruptedException {
        String name = arguments[1];
        LogStore store = open(Path.of(arguments[0]));
        Semaphore inFlight = new Semaphore(8);
        for (int from = 0; ; from += BATCH) {
            inFlight.acquire();
            int first = from;
            List<LogRecord> records = new ArrayList<>(BATCH);
            for (int i = first; i < first + BATCH; i++) {
                records.add(new InteractionWritten(new Interaction(
                        new UserId(name + "-" + i / 1_000),
                        ItemId.of("video", name + "-" + i),
                        InteractionType.CLICK,
                        Optional.empty(),
                        i,
                        1,
                        Map.of())));
            }
            store.ingest().write(records).whenComplete((nothing, failure) -> {
                if (failure == null) {
                    System.out.println("ack " + name + " " + first + " " + (first + BATCH));
                }
                inFlight.release();
            });
        }
    }

    private static LogStore open(Path home) {
        try {
            return LogStore.open(LogStoreSettings.embedded(home));
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
            System.exit(1);
            throw e;
        }
    }
}
