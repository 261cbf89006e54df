package dev.medley.platform.app;

import dev.medley.platform.dataset.DatasetFolder;
import dev.medley.platform.dataset.DatasetImport;
import dev.medley.platform.dataset.DemoWorld;
import dev.medley.platform.dataset.ImportFailedException;
import dev.medley.platform.dataset.ImportListener;
import dev.medley.platform.dataset.ImportListener.FileReport;
import dev.medley.platform.dataset.IngestSink;
import dev.medley.platform.event.Ingest;
import dev.medley.platform.train.ModelTraining;
import dev.medley.platform.train.TrainingStatus;
import dev.medley.platform.world.World;
import dev.medley.platform.world.WorldCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gives a platform without data something to show: an invented world comes in through the same door as any other data
 * set, and the model learns from it. A start that was interrupted meanwhile is made up for by the next one.
 */
final class SampleWorld {
    private static final long SEED = 1;
    private static final long LOOK_EVERY_MILLIS = 50;

    /** Whoever starts the platform for the first time waits for this: a first model now, a better one whenever asked. */
    private static final int EPOCHS = 2;

    private static final int MAX_ROWS = 100_000;

    private final Path folder;

    /** There from the moment the folder is written until the model has learnt from it. */
    private final Path unfinished;

    SampleWorld(Path home) {
        folder = home.resolve("demo");
        unfinished = home.resolve("demo.unfinished");
    }

    /** Brings it in if the world is empty, or if an earlier start did not get to the end. */
    void bringInWhereMissing(World world, Ingest ingest, ModelTraining training)
            throws IOException, InterruptedException {
        if (!Files.exists(unfinished)) {
            if (!isEmpty(world.counts())) {
                return;
            }
            delete();
            DemoWorld.write(folder, SEED, Instant.now());
            Files.createFile(unfinished);
        }
        Progress.say("The store is empty: bringing in a small invented world (start with --empty to have none)");
        importInto(ingest);
        train(training);
        Files.delete(unfinished);
    }

    private static boolean isEmpty(WorldCounts counts) {
        return counts.users() + counts.judgments() == 0
                && counts.items().values().stream().allMatch(count -> count == 0)
                && counts.interactions().values().stream().allMatch(count -> count == 0);
    }

    private void importInto(Ingest ingest) throws IOException, InterruptedException {
        try {
            List<FileReport> reports =
                    new DatasetImport(new IngestSink(ingest), new ImportListener() {}).run(DatasetFolder.open(folder));
            List<String> counts = new ArrayList<>();
            for (FileReport report : reports) {
                counts.add(report.accepted() + " " + report.file().kind());
            }
            Progress.say("  " + String.join(", ", counts) + "; the model learns from them");
        } catch (ImportFailedException failed) {
            throw new IOException("The sample world cannot be brought in: " + failed.getMessage(), failed);
        }
    }

    private static void train(ModelTraining training) throws InterruptedException {
        training.startWithin(EPOCHS, MAX_ROWS);
        String told = "";
        while (training.status().training() instanceof TrainingStatus.Running running) {
            if (!running.message().equals(told)) {
                told = running.message();
                Progress.say("    " + told);
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        if (training.status().training() instanceof TrainingStatus.Failed failed) {
            Progress.say("  the model did not learn: " + failed.reason());
        }
    }

    private void delete() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
