package dev.medley.platform.offline;

import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.codec.JsonReport;
import dev.medley.platform.evaluate.EvaluationResult;
import dev.medley.platform.evaluate.report.EvaluationReport;
import dev.medley.platform.evaluate.report.HtmlReport;
import dev.medley.platform.evaluate.report.ModelDifference;
import dev.medley.platform.evaluate.report.TextReport;
import dev.medley.platform.score.family.ScorerFamily;
import dev.medley.platform.train.example.Population;
import dev.medley.spi.id.TaskId;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code evaluate --model MODEL... --data DIR}: judges models on what was held out, beside popularity and,
 * where queries were judged, BM25. Models whose folders
 * differ only in a number behind their name are one model of several seeds: their figures are averaged, and compared
 * with other models' seed by seed. Models of different splits are judged each on its own, and stand side by side.
 */
public final class EvaluateCommand {
    /** Judged. */
    public static final int DONE = 0;

    /** Wrong use, or a file that cannot be read or written. */
    public static final int FAILED = 2;

    private static final List<String> OPTIONS = List.of(
            "model", "data", "split", "share", "split-seed", "threads", "json", "html", "tasks", "ranking", "users");
    private static final int RANKED_USERS = 2_000;

    private EvaluateCommand() {}

    /**
     * Runs the command.
     *
     * @return {@link #DONE} or {@link #FAILED}
     */
    public static int run(String[] words, PrintStream out, PrintStream err) {
        try {
            evaluate(Options.parse("evaluate", words, OPTIONS), words, out, err);
            return DONE;
        } catch (UsageException | IllegalArgumentException e) {
            err.println("evaluate: " + e.getMessage());
        } catch (IOException e) {
            err.println("evaluate: " + e);
        } catch (InvalidInputException e) {
            e.problems().forEach(problem -> err.println("evaluate: " + problem));
        }
        return FAILED;
    }

    private static void evaluate(Options options, String[] words, PrintStream out, PrintStream err)
            throws UsageException, IOException {
        List<Path> folders = options.all("model").stream().map(Path::of).toList();
        if (folders.isEmpty()) {
            throw new UsageException("--model is needed");
        }
        FolderPopulation read = FolderOptions.read(options, err);
        Population all = read.population();
        Map<SplitChoice, List<Path>> bySplit = bySplit(options, folders);
        int processors = Runtime.getRuntime().availableProcessors();
        int threads = (int) options.whole("threads", processors, 1, 1024);
        Set<TaskId> tasks = tasks(options, folders);
        List<SplitEvaluation> evaluations = new ArrayList<>();
        for (Map.Entry<SplitChoice, List<Path>> each : bySplit.entrySet()) {
            SplitChoice split = each.getKey();
            Population population = split.apply(all);
            SplitEvaluation evaluation = new SplitEvaluation(
                    split, new HeldOutRows(population, tasks), rankings(options, population, split.seed()));
            for (Path folder : each.getValue()) {
                evaluation.add(folder, threads);
            }
            evaluations.add(evaluation);
        }
        write(options, report(evaluations, read.fingerprint(), words), evaluations, out);
    }

    private static EvaluationReport report(List<SplitEvaluation> evaluations, String fingerprint, String[] words) {
        List<EvaluationResult> results = new ArrayList<>();
        List<ModelDifference> differences = new ArrayList<>();
        List<String> splits = new ArrayList<>();
        for (SplitEvaluation evaluation : evaluations) {
            results.addAll(evaluation.results());
            differences.addAll(evaluation.differences());
            splits.add(evaluation.split().toString());
        }
        return new EvaluationReport(
                "validation, split " + String.join(" and ", splits),
                fingerprint,
                "./medley evaluate " + String.join(" ", words),
                results,
                differences);
    }

    private static void write(
            Options options, EvaluationReport report, List<SplitEvaluation> evaluations, PrintStream out)
            throws UsageException, IOException {
        TextReport.print(report, out);
        for (SplitEvaluation evaluation : evaluations) {
            evaluation.rankings().ifPresent(rankings -> rankings.print(evaluation.split(), out));
        }
        if (options.path("json").isPresent()) {
            Files.write(options.path("json").get(), JsonReport.of(report));
        }
        if (options.path("html").isPresent()) {
            HtmlReport.write(report, options.path("html").get());
        }
    }

    /**
     * The models by the split that each was held out from by, for it has learnt from everything else: judged on any
     * other, it would be asked what it was told.
     */
    private static Map<SplitChoice, List<Path>> bySplit(Options options, List<Path> folders)
            throws UsageException, IOException {
        Map<SplitChoice, List<Path>> bySplit = new LinkedHashMap<>();
        for (Path folder : folders) {
            bySplit.computeIfAbsent(ModelFiles.readSplit(folder), _ -> new ArrayList<>())
                    .add(folder);
        }
        for (SplitChoice own : bySplit.keySet()) {
            SplitChoice asked = new SplitChoice(
                    options.choice("split", own.kind(), SplitChoice.GIVEN, SplitChoice.RANDOM, SplitChoice.ORDER),
                    options.number("share", own.share(), 0.001, 0.9),
                    options.whole("split-seed", own.seed(), Long.MIN_VALUE, Long.MAX_VALUE));
            if (!asked.equals(own)) {
                throw new UsageException("--split " + asked + " is not that of "
                        + bySplit.get(own).stream()
                                .map(folder -> "'" + folder + "'")
                                .collect(Collectors.joining(", "))
                        + ", " + own
                        + ": on it models would be judged on what they have learnt from. Train on the split"
                        + " that you want");
            }
        }
        return bySplit;
    }

    /** Those of the option, or else those of the first model. */
    private static Set<TaskId> tasks(Options options, List<Path> folders) throws UsageException, IOException {
        Set<TaskId> tasks = new HashSet<>();
        for (String task : options.list("tasks")) {
            tasks.add(new TaskId(task));
        }
        return tasks.isEmpty()
                ? Set.copyOf(ModelFiles.readParts(folders.getFirst(), ScorerFamily::read)
                        .definition()
                        .tasks())
                : tasks;
    }

    private static Optional<UserRankings> rankings(Options options, Population population, long seed)
            throws UsageException {
        if (options.text("ranking").isEmpty()) {
            return Optional.empty();
        }
        int drawn = options.text("ranking").get().equals("all") ? 0 : (int) options.whole("ranking", 0, 1, 1_000_000);
        int users = (int) options.whole("users", RANKED_USERS, 1, Integer.MAX_VALUE);
        return Optional.of(new UserRankings(population, drawn, users, seed));
    }
}
