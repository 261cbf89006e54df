package dev.medley.benchmarks.train;

import dev.medley.platform.dataset.DatasetFolder;
import dev.medley.platform.dataset.DemoWorld;
import dev.medley.platform.offline.FolderPopulation;
import dev.medley.platform.train.example.ExampleMaker;
import dev.medley.platform.train.example.ExampleSettings;
import dev.medley.platform.train.example.Examples;
import dev.medley.platform.train.example.Population;
import dev.medley.platform.train.example.Splits;
import dev.medley.platform.train.factor.CollaborativeLearning;
import dev.medley.spi.id.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What {@code ./medley train} would learn from, and how long it took to make.
 *
 * @param name of the data
 * @param tasks what is learnt, in the order of the labels
 * @param readingSeconds reading the folder, and keeping what models are judged on
 * @param countingSeconds counting the statistics, and learning the collaborative models, once for each fold
 * @param makingSeconds making the rows
 */
record PreparedExamples(
        String name,
        List<String> tasks,
        Examples learn,
        Examples validation,
        double readingSeconds,
        double countingSeconds,
        double makingSeconds) {
    private static final long SEED = 1;
    private static final double HELD_OUT = 0.1;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /**
     * Of a converted folder, by its own split where it has one.
     *
     * @param tasks only these; empty for all
     */
    static PreparedExamples of(Path folder, Set<TaskId> tasks) throws IOException {
        Stopwatch watch = new Stopwatch();
        DatasetFolder data = DatasetFolder.open(folder);
        FolderPopulation read = FolderPopulation.read(List.of(data));
        Population population = read.population();
        boolean ordered;
        if (read.hasValidation()) {
            ordered = Splits.isHeldOutLast(population);
        } else {
            ordered = Splits.isOrdered(population);
            population =
                    ordered ? Splits.byOrder(population, HELD_OUT, SEED) : Splits.random(population, HELD_OUT, SEED);
        }
        double reading = watch.lap();
        ExampleSettings settings = new ExampleSettings(
                SEED, ExampleSettings.FOLDS, tasks, true, true, 0, ordered, ExampleSettings.MAX_ROWS);
        ExampleMaker maker = new ExampleMaker(population, settings, new CollaborativeLearning(SEED));
        double counting = watch.lap();
        Examples learn = maker.learn();
        Examples validation = maker.validation();
        return new PreparedExamples(
                data.declaration().name(),
                maker.definition().tasks().stream().map(TaskId::value).toList(),
                learn,
                validation,
                reading,
                counting,
                watch.lap());
    }

    /** Of the generated world that a platform without data starts with. */
    static PreparedExamples generated() throws IOException {
        Path folder = Files.createTempDirectory("medley-benchmark-");
        try {
            DemoWorld.write(folder, SEED, NOW);
            return of(folder, Set.of());
        } finally {
            try (Stream<Path> content = Files.walk(folder)) {
                for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
