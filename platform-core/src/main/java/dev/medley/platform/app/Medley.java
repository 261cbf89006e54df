package dev.medley.platform.app;

import dev.medley.platform.dataset.ConvertCommand;
import dev.medley.platform.dataset.ImportCommand;
import dev.medley.platform.dataset.ModelsCommand;
import dev.medley.platform.offline.EvaluateCommand;
import dev.medley.platform.offline.RerankEvalCommand;
import dev.medley.platform.offline.ScoreCommand;
import dev.medley.platform.offline.SimulateCommand;
import dev.medley.platform.offline.TrainCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Where the process starts; the launcher script passes its command and options on unchanged. */
@QuarkusMain
public final class Medley {
    private static final int UNUSABLE = 1;
    private static final int MISUSED = 2;
    private static final int QUARKUS_STOPS_WITHIN_SECONDS = 20;

    /** Whether a signal or an exit has come: what fails then fails because of it. */
    private static final AtomicBoolean ENDING = new AtomicBoolean();

    /** Who opens the parts, while that goes on. */
    private static final AtomicReference<Thread> STARTING = new AtomicReference<>();

    /** What is closed after Quarkus has stopped. */
    private static final AtomicReference<Runnable> FAREWELL = new AtomicReference<>(() -> {});

    private Medley() {}

    /** {@code up} (also without a command), {@code convert}, {@code import} or {@code models}. */
    public static void main(String[] arguments) {
        List<String> words = new ArrayList<>(Arrays.asList(arguments));
        String command = words.isEmpty() || words.getFirst().startsWith("-") ? "up" : words.removeFirst();
        String[] rest = words.toArray(String[]::new);
        switch (command) {
            case "up" -> up(words);
            case "convert" -> System.exit(ConvertCommand.run(rest, System.out, System.err));
            case "train" -> System.exit(TrainCommand.run(rest, ModelFamilies.trainers(), System.out, System.err));
            case "evaluate" -> System.exit(EvaluateCommand.run(rest, System.out, System.err));
            case "rerank-eval" -> System.exit(RerankEvalCommand.run(rest, System.out, System.err));
            case "score" -> System.exit(ScoreCommand.run(rest, System.out, System.err));
            case "simulate" -> System.exit(SimulateCommand.run(rest, System.out, System.err));
            case "import" -> System.exit(ImportCommand.run(rest, System.out, System.err));
            case "models" -> System.exit(ModelsCommand.run(rest, System.out, System.err));
            default ->
                exit(
                        MISUSED,
                        "unknown command '" + command + "'; valid: up, convert, import, train, evaluate,"
                                + " rerank-eval, score, simulate, models");
        }
    }

    /** Has that done when the process ends, after Quarkus has stopped: Kafka's clients and broker end last. */
    static void afterQuarkus(Runnable farewell) {
        FAREWELL.set(farewell);
    }

    /** Lets a signal interrupt this thread until {@link #started}: Quarkus itself would wait for the start to end. */
    static void starting() {
        STARTING.set(Thread.currentThread());
    }

    /** Ends what {@link #starting} began. */
    static void started() {
        STARTING.set(null);
    }

    /** Whether the process ends already. */
    static boolean isEnding() {
        return ENDING.get();
    }

    private static void up(List<String> words) {
        try {
            CommandLine line = CommandLine.parse(words, PlatformSettings.pluginsFromSystem());
            requireModel(PlatformSettings.modelFromSystem());
            requireFreePort(line.port());
            requireWritable(line.home());
            run(line);
        } catch (CommandLine.InvalidException invalid) {
            exit(MISUSED, invalid.getMessage());
        } catch (IOException unusable) {
            exit(UNUSABLE, unusable.getMessage());
        }
    }

    private static void requireModel(String kind) throws CommandLine.InvalidException {
        Set<String> kinds = ModelFamilies.trainers().byKind().keySet();
        if (!kinds.contains(kind)) {
            throw new CommandLine.InvalidException(
                    "MEDLEY_MODEL '" + kind + "' is not a kind of model; valid: " + String.join(", ", kinds));
        }
    }

    /** Before anything else starts, so that the mistake is told at once and alone. */
    private static void requireFreePort(int port) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            // As the server will: a port whose last connections are still fading away is free.
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress("0.0.0.0", port));
        } catch (IOException taken) {
            throw new IOException(
                    "port " + port + " cannot be used (" + taken.getMessage() + "); name another one: --port PORT",
                    taken);
        }
    }

    private static void requireWritable(Path home) throws IOException {
        try {
            Files.createDirectories(home);
        } catch (IOException refused) {
            throw new IOException("--home '" + home + "' cannot be used: " + refused, refused);
        }
        if (!Files.isWritable(home)) {
            throw new IOException("--home '" + home + "' cannot be written to");
        }
    }

    private static void run(CommandLine line) {
        new PlatformSettings(
                        line.home(), line.kafka(), line.isEmpty(), line.plugins(), PlatformSettings.modelFromSystem())
                .toSystem();
        System.setProperty("quarkus.http.port", Integer.toString(line.port()));
        CountDownLatch stopped = new CountDownLatch(1);
        // Quarkus's exit handler runs while the JVM is already halting, too late to close a broker; a hook is waited
        // for.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> sayFarewell(stopped), "farewell"));
        Quarkus.run(MedleyApplication.class, (code, thrown) -> {
            stopped.countDown();
            // After a signal the JVM is ending already, with the signal's own code.
            if (ENDING.get()) {
                return;
            }
            if (thrown != null) {
                Progress.complain(reason(thrown));
            }
            if (code != 0 || thrown != null) {
                System.exit(code == 0 ? UNUSABLE : code);
            }
        });
    }

    private static void sayFarewell(CountDownLatch stopped) {
        ENDING.set(true);
        Thread starting = STARTING.getAndSet(null);
        if (starting != null) {
            starting.interrupt();
        }
        try {
            stopped.await(QUARKUS_STOPS_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        FAREWELL.get().run();
    }

    private static String reason(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    private static void exit(int code, String message) {
        Progress.complain(message);
        System.exit(code);
    }
}
