package dev.medley.benchmarks.train;

import dev.medley.platform.dataset.DatasetFolder;
import dev.medley.platform.train.TrainerSettings;
import dev.medley.platform.train.torch.CoreTrainer;
import dev.medley.platform.train.torch.FitSettings;
import dev.medley.spi.id.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many rows a second the ranking core learns from, beside the same network in a plain DJL loop ({@link PlainFit}), and
 * where the wall time goes. In each round the core learns for one epoch, and then the plain loop steps for as long as
 * that epoch's steps took, so that what else the machine does falls on both.
 *
 * <pre>{@code
 * ./medley bench training [DATA_DIR [ROUNDS [TASK,TASK...]]]
 * }</pre>
 *
 * <p>Without a folder the examples are those of the generated world. Exits with 2 for wrong use.
 */
public final class TrainingSpeed {
    private static final int USUAL_ROUNDS = 3;
    private static final int MOST_ROUNDS = 100;
    private static final int LEAST_STEPS = 3;
    private static final long SEED = 1;

    private final PreparedExamples examples;
    private final FitSettings fit = CoreTrainer.WITH_STATISTICS;
    private final int threads = Runtime.getRuntime().availableProcessors();
    private final EpochClock[] core;
    private final double[] plain;
    private final PlainFit.Times plainTimes = new PlainFit.Times();
    private long plainSteps;

    private TrainingSpeed(PreparedExamples examples, int rounds) {
        this.examples = examples;
        core = new EpochClock[rounds];
        plain = new double[rounds];
    }

    public static void main(String[] arguments) throws IOException {
        int rounds = USUAL_ROUNDS;
        if (arguments.length > 3) {
            refuse("at most a folder, a number of rounds and tasks are allowed, not " + arguments.length
                    + " arguments");
        }
        if (arguments.length > 0 && !Files.isRegularFile(Path.of(arguments[0], DatasetFolder.DECLARATION_FILE))) {
            refuse("'" + arguments[0] + "' is not a data set: it has no " + DatasetFolder.DECLARATION_FILE
                    + "; ./medley convert makes one from a public data set");
        }
        if (arguments.length > 1) {
            rounds = arguments[1].matches("\\d{1,3}") ? Integer.parseInt(arguments[1]) : 0;
            if (rounds < 1 || rounds > MOST_ROUNDS) {
                refuse("rounds: '" + arguments[1] + "' is not allowed; 1 to " + MOST_ROUNDS + " is");
            }
        }
        System.err.println("making examples, as train would; of a million rows this takes minutes");
        PreparedExamples examples = arguments.length > 0
                ? prepare(Path.of(arguments[0]), arguments.length > 2 ? arguments[2] : "")
                : PreparedExamples.generated();
        if (!EpochClock.canTime(examples.learn().count(), CoreTrainer.WITH_STATISTICS.batch())) {
            refuse("rows: " + examples.learn().count() + " are too few to be timed; more than "
                    + EpochClock.STEPS_APART * CoreTrainer.WITH_STATISTICS.batch() + " are needed");
        }
        new TrainingSpeed(examples, rounds).run();
    }

    /** All tasks if none is named. */
    private static PreparedExamples prepare(Path folder, String tasks) throws IOException {
        try {
            Set<TaskId> named = Stream.of(tasks.split(","))
                    .filter(task -> !task.isEmpty())
                    .map(TaskId::new)
                    .collect(Collectors.toSet());
            return PreparedExamples.of(folder, named);
        } catch (IllegalArgumentException e) {
            refuse("tasks '" + tasks + "': " + e.getMessage());
            throw e;
        }
    }

    private static void refuse(String why) {
        System.err.println("bench training: " + why);
        System.exit(2);
    }

    private void run() {
        int rows = examples.learn().count();
        System.out.printf(
                "%s: %d rows to learn from, %d to judge on, tasks %s, %d threads%n%n",
                examples.name(), rows, examples.validation().count(), examples.tasks(), threads);
        CoreTrainer trainer = new CoreTrainer(fit, 1);
        trainer.load(threads);
        System.out.println("| round | core, rows/s | plain DJL loop, rows/s | times as fast |");
        System.out.println("|---:|---:|---:|---:|");
        try (PlainFit loop = new PlainFit(examples.learn(), fit, SEED)) {
            // Not counted: the first step compiles, and fills the caches of memory.
            loop.step(new PlainFit.Times());
            for (int round = 0; round < core.length; round++) {
                core[round] = learn(trainer);
                plain[round] = step(loop, core[round].steppingSeconds());
                row(Integer.toString(round + 1), core[round].rowsPerSecond(), plain[round]);
            }
        }
        row(
                "median",
                median(Arrays.stream(core)
                        .mapToDouble(EpochClock::rowsPerSecond)
                        .toArray()),
                median(plain));
        printTimes();
    }

    private EpochClock learn(CoreTrainer trainer) {
        int[] parents = new int[examples.learn().tasks()];
        // The plain loop knows no funnels, so neither does the core here: each task by itself.
        Arrays.fill(parents, -1);
        EpochClock clock = new EpochClock(System::nanoTime, examples.learn().count(), fit.batch());
        TrainerSettings settings = new TrainerSettings(SEED, 1, examples.tasks(), parents, threads, Optional.empty());
        trainer.train(examples.learn(), examples.validation(), settings, clock);
        return clock;
    }

    private double step(PlainFit loop, double seconds) {
        double before = plainTimes.all();
        int steps = 0;
        while (steps < LEAST_STEPS || plainTimes.all() - before < seconds) {
            loop.step(plainTimes);
            steps++;
        }
        plainSteps += steps;
        return steps * (double) loop.batch() / (plainTimes.all() - before);
    }

    private static void row(String round, double core, double plain) {
        System.out.printf(Locale.ROOT, "| %s | %.0f | %.0f | %.1f |%n", round, core, plain, core / plain);
    }

    private void printTimes() {
        System.out.printf("%n| what | seconds |%n|---|---:|%n");
        time("reading the data", examples.readingSeconds());
        time("counting statistics and learning collaborative models", examples.countingSeconds());
        time("making the rows", examples.makingSeconds());
        time(
                "core, an epoch: looking keys up, making tables",
                median(Arrays.stream(core)
                        .mapToDouble(EpochClock::startingSeconds)
                        .toArray()));
        time(
                "core, an epoch: stepping",
                median(Arrays.stream(core)
                        .mapToDouble(EpochClock::steppingSeconds)
                        .toArray()));
        time(
                "core, an epoch: validation",
                median(Arrays.stream(core)
                        .mapToDouble(EpochClock::validatingSeconds)
                        .toArray()));
        double epoch = (double) examples.learn().count() / fit.batch() / plainSteps;
        time("plain loop, an epoch: making inputs", plainTimes.inputs * epoch);
        time("plain loop, an epoch: forward and backward", plainTimes.gradients * epoch);
        time("plain loop, an epoch: Adam", plainTimes.updates * epoch);
    }

    private static void time(String what, double seconds) {
        System.out.printf(Locale.ROOT, "| %s | %.1f |%n", what, seconds);
    }

    /** Of an even number of figures the mean of the two in the middle. */
    static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
