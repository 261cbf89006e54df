package dev.medley.platform.offline;

import dev.medley.platform.score.family.ScorerFamily;
import dev.medley.platform.score.packed.ModelParts;
import dev.medley.spi.id.TaskId;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code score --model MODEL --pairs FILE.tsv --out FILE.tsv}: the scorer that serves, in batch. {@code score --model
 * MODEL --impressions FILE.jsonl --out FILE.tsv}: what was shown, from the inputs that the impression log kept.
 */
public final class ScoreCommand {
    /** Every pair has its scores. */
    public static final int DONE = 0;

    /** Wrong use, or a file that cannot be read or written. */
    public static final int FAILED = 2;

    private ScoreCommand() {}

    /**
     * Runs the command.
     *
     * @return {@link #DONE} or {@link #FAILED}
     */
    public static int run(String[] words, PrintStream out, PrintStream err) {
        try {
            Options options = Options.parse("score", words, List.of("model", "pairs", "impressions", "out", "threads"));
            Path folder = Path.of(options.required("model"));
            Path target = Path.of(options.required("out"));
            if (options.path("impressions").isPresent()) {
                replay(folder, options.path("impressions").get(), target, options, out);
                return DONE;
            }
            PairsFile pairs = PairsFile.read(Path.of(options.required("pairs")));
            int processors = Runtime.getRuntime().availableProcessors();
            int threads = (int) options.whole("threads", processors, 1, 1024);
            ModelParts parts = ModelFiles.readParts(folder, ScorerFamily::read);
            OfflineScoring scoring = new OfflineScoring(parts, ModelFiles.readPopulation(folder));
            List<String> tasks =
                    parts.definition().tasks().stream().map(TaskId::value).toList();
            pairs.write(target, tasks, scoring.score(pairs, threads));
            out.println(pairs.count() + " pairs are scored in " + target);
            return DONE;
        } catch (UsageException e) {
            err.println("score: " + e.getMessage());
        } catch (IOException e) {
            err.println("score: " + e);
        }
        return FAILED;
    }

    private static void replay(Path folder, Path impressions, Path target, Options options, PrintStream out)
            throws IOException, UsageException {
        if (options.path("pairs").isPresent()) {
            throw new UsageException("--pairs and --impressions are not allowed together");
        }
        if (!Files.isRegularFile(impressions)) {
            throw new UsageException("--impressions '" + impressions + "' is not a file");
        }
        ModelParts parts = ModelFiles.readParts(folder, ScorerFamily::read);
        ImpressionReplay replay = new ImpressionReplay(parts, ModelFiles.revision(folder));
        replay.replay(impressions, target);
        out.println(replay.rows() + " shown items are scored again in " + target
                + "; the greatest difference from what was answered is " + replay.greatestDifference());
        if (replay.others() > 0) {
            out.println(replay.others() + " were scored by another model and are passed over");
        }
    }
}
