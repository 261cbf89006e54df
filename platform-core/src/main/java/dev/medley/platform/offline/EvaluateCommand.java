package dev.medley.platform.offline;

import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.codec.JsonReport;
import dev.medley.platform.evaluate.EvaluationResult;
import dev.medley.platform.evaluate.report.EvaluationReport;
import dev.medley.platform.evaluate.report.HtmlReport;
import dev.medley.platform.evaluate.report.TextReport;
import dev.medley.platform.score.family.ScorerFamily;
import dev.medley.platform.score.packed.ModelParts;
import dev.medley.platform.train.Judgement;
import dev.medley.platform.train.example.Population;
import dev.medley.platform.world.DatasetDeclaration.Domain;
import dev.medley.spi.id.TaskId;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code evaluate --model MODEL... --data DIR}: judges models on what was held out, beside popularity and,
 * where queries were judged, BM25. Models whose folders
 * differ only in a number behind their name are one model of several seeds: their figures are averaged, and compared
 * with other models' seed by seed.
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
        SplitChoice split = split(options, folders);
        Population population = split.apply(all);
        int processors = Runtime.getRuntime().availableProcessors();
        int threads = (int) options.whole("threads", processors, 1, 1024);
        HeldOutRows heldOut = new HeldOutRows(population, tasks(options, folders));
        ModelGroups groups = new ModelGroups();
        Rankings rankings = rankings(options, population, split.seed());
        List<EvaluationResult> baselines = null;
        for (Path folder : folders) {
            ModelParts parts = ModelFiles.readParts(folder, ScorerFamily::read);
            OfflineScoring scoring = new OfflineScoring(parts, ModelFiles.readPopulation(folder));
            Judgement judgement = new Judgement(
                    heldOut.definition(), heldOut.rows(), heldOut.scores(scoring, parts, threads), split.seed());
            groups.add(
                    folder,
                    judgement.figures(
                            folder.getFileName().toString(), parts.scorer().cost()));
            baselines = baselines == null ? heldOut.baselines(judgement) : baselines;
            if (rankings != null) {
                rankings.add(folder, parts, scoring, threads);
            }
        }
        EvaluationReport report = groups.report(
                "validation, split " + split,
                read.fingerprint(),
                "./medley evaluate " + String.join(" ", words),
                baselines);
        TextReport.print(report, out);
        if (rankings != null) {
            rankings.print(out);
        }
        if (options.path("json").isPresent()) {
            Files.write(options.path("json").get(), JsonReport.of(report));
        }
        if (options.path("html").isPresent()) {
            HtmlReport.write(report, options.path("html").get());
        }
    }

    /**
     * That of the models, which have learnt from everything else: judged on any other, they would be asked what they
     * were told.
     */
    private static SplitChoice split(Options options, List<Path> folders) throws UsageException, IOException {
        SplitChoice first = ModelFiles.readSplit(folders.getFirst());
        for (Path folder : folders) {
            SplitChoice own = ModelFiles.readSplit(folder);
            if (!own.equals(first)) {
                throw new UsageException("--model '" + folder + "' was held out from by " + own + ", '"
                        + folders.getFirst() + "' by " + first + "; only models of one split can be compared");
            }
        }
        SplitChoice asked = new SplitChoice(
                options.choice("split", first.kind(), SplitChoice.GIVEN, SplitChoice.RANDOM, SplitChoice.ORDER),
                options.number("share", first.share(), 0.001, 0.9),
                options.whole("split-seed", first.seed(), Long.MIN_VALUE, Long.MAX_VALUE));
        if (!asked.equals(first)) {
            throw new UsageException("--split " + asked + " is not that of the models, " + first
                    + ": they would be judged on what they have learnt from. Train on the split that you want");
        }
        return first;
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

    private static Rankings rankings(Options options, Population population, long seed) throws UsageException {
        if (options.text("ranking").isEmpty()) {
            return null;
        }
        int drawn = options.text("ranking").get().equals("all") ? 0 : (int) options.whole("ranking", 0, 1, 1_000_000);
        int users = (int) options.whole("users", RANKED_USERS, 1, Integer.MAX_VALUE);
        return new Rankings(population, drawn, users, seed);
    }

    /** Rankings of each user's items, by domain. */
    private static final class Rankings {
        private final Map<String, RankingJudge> judges = new LinkedHashMap<>();
        private final Map<String, Map<String, List<Double>>> figures = new LinkedHashMap<>();
        private final int drawn;

        Rankings(Population population, int drawn, int users, long seed) {
            this.drawn = drawn;
            List<Domain> domains = new ArrayList<>(population.domains());
            if (domains.isEmpty()) {
                population.meanings().stream()
                        .map(meaning -> meaning.surface())
                        .distinct()
                        .forEach(surface -> domains.add(Domain.of(surface)));
            }
            for (Domain domain : domains) {
                RankingJudge judge = new RankingJudge(population, domain, drawn, users, seed);
                judges.put(domain.name(), judge);
                Map<String, List<Double>> ofDomain = new LinkedHashMap<>();
                judge.baselines().forEach((name, ranker) -> ofDomain.put(name, List.of(judge.ndcg(ranker, 1))));
                figures.put(domain.name(), ofDomain);
            }
        }

        /** By the model's deepest task: of purchase and click it is the purchase that counts. */
        void add(Path folder, ModelParts parts, OfflineScoring scoring, int threads) {
            int task = parts.definition().tasks().size() - 1;
            judges.forEach((domain, judge) -> {
                double ndcg = judge.ndcg(
                        (_, person, candidates) ->
                                scoring.score(scoring.find(person.id()).orElse(person), judge.ids(candidates), task),
                        threads);
                figures.get(domain)
                        .computeIfAbsent(ModelGroups.nameOf(folder), _ -> new ArrayList<>())
                        .add(ndcg);
            });
        }

        void print(PrintStream out) {
            String over =
                    drawn == 0 ? "all items that the user has not taken" : drawn + " items drawn with equal chances";
            out.println("NDCG@10 over " + over + " and those held out");
            figures.forEach((domain, ofDomain) -> {
                out.printf(
                        Locale.ROOT,
                        "  %s, %d users%n",
                        domain,
                        judges.get(domain).queries());
                ofDomain.forEach((name, each) -> {
                    double mean = each.stream()
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElse(Double.NaN);
                    out.printf(Locale.ROOT, "    %-20s %.4f", name, mean);
                    if (each.size() > 1) {
                        out.print("  of seeds");
                        each.forEach(seed -> out.printf(Locale.ROOT, " %.4f", seed));
                    }
                    out.println();
                });
            });
        }
    }
}
