package dev.medley.platform.offline;

import dev.medley.platform.dataset.DemoWorld;
import dev.medley.platform.simulate.Horizon;
import dev.medley.platform.simulate.LongRun;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code simulate long-run} and {@code simulate horizon}: what re-ranking does over many requests, in invented worlds. */
public final class SimulateCommand {
    /** It ran. */
    public static final int DONE = 0;

    /** Wrong use, or a file that cannot be written. */
    public static final int FAILED = 2;

    private SimulateCommand() {}

    /**
     * Runs the command.
     *
     * @return {@link #DONE} or {@link #FAILED}
     */
    public static int run(String[] words, PrintStream out, PrintStream err) {
        try {
            String kind = words.length == 0 ? "" : words[0];
            String[] rest = words.length == 0 ? words : Arrays.copyOfRange(words, 1, words.length);
            switch (kind) {
                case "long-run" -> longRun(rest, out);
                case "horizon" -> horizon(rest, out);
                default -> throw new UsageException("unknown simulation '" + kind + "'; valid: long-run, horizon");
            }
            return DONE;
        } catch (UsageException e) {
            err.println("simulate: " + e.getMessage());
        } catch (IOException e) {
            err.println("simulate: " + e);
        }
        return FAILED;
    }

    private static void horizon(String[] words, PrintStream out) throws UsageException, IOException {
        Options options = Options.parse("simulate horizon", words, List.of("people", "days", "seed", "svg"));
        int people = (int) options.whole("people", 400, 1, DemoWorld.USERS);
        int days = (int) options.whole("days", 21, 2, 365);
        Optional<Path> file = options.path("svg");
        String curve = new Horizon(people, days, options.whole("seed", 1, 0, Long.MAX_VALUE), out).run();
        if (file.isPresent()) {
            Files.writeString(file.get(), curve);
        }
    }

    private static void longRun(String[] words, PrintStream out) throws UsageException {
        Options options = Options.parse("simulate long-run", words, List.of("requests", "seed"));
        int requests = (int) options.whole("requests", 100_000, 10_000, 10_000_000);
        new LongRun(requests, options.whole("seed", 1, 0, Long.MAX_VALUE), out).run();
    }
}
