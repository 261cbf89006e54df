package dev.medley.platform.offline;

import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.evaluate.EvaluationResult;
import dev.medley.platform.evaluate.report.EvaluationReport;
import dev.medley.platform.evaluate.report.TextReport;
import dev.medley.platform.score.family.ScorerFamily;
import dev.medley.platform.score.registry.LearntFrom;
import dev.medley.platform.score.registry.ModelManifest;
import dev.medley.platform.score.weights.Tensors;
import dev.medley.platform.train.LearningSettings;
import dev.medley.platform.train.LearntModel;
import dev.medley.platform.train.ModelFolderWriter;
import dev.medley.platform.train.ModelLearning;
import dev.medley.platform.train.TrainerUnavailableException;
import dev.medley.platform.train.Trainers;
import dev.medley.platform.train.TrainingStoppedException;
import dev.medley.platform.train.WarmStart;
import dev.medley.platform.train.example.ExampleSettings;
import dev.medley.platform.train.example.Population;
import dev.medley.platform.train.example.PopulationFilter;
import dev.medley.platform.train.factor.CollaborativeLearning;
import dev.medley.spi.id.TaskId;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** {@code train --data DIR --out MODEL}: learns a model of a data set's folder. MODEL appears when it is whole. */
public final class TrainCommand {
    /** Learnt and written. */
    public static final int DONE = 0;

    /** Wrong use, or a folder that cannot be read or written. */
    public static final int FAILED = 2;

    private static final List<String> OPTIONS = List.of(
            "data",
            "model",
            "seed",
            "epochs",
            "out",
            "tasks",
            "inputs",
            "split",
            "share",
            "split-seed",
            "domains",
            "domain-share",
            "threads",
            "max-rows",
            "newcomers",
            "checkpoint",
            "from",
            "unused");
    private static final int MAX_EPOCHS = 1000;
    private static final String KIND_MARK = "{model}";
    private static final String KEEP = "keep";
    private static final String DROP = "drop";

    private TrainCommand() {}

    /**
     * Runs the command.
     *
     * @param trainers the families that can be learnt
     * @return {@link #DONE} or {@link #FAILED}
     */
    public static int run(String[] words, Trainers trainers, PrintStream out, PrintStream err) {
        try {
            train(Options.parse("train", words, OPTIONS), trainers, out, err);
            return DONE;
        } catch (UsageException | IOException | IllegalArgumentException | TrainerUnavailableException e) {
            err.println("train: " + e.getMessage());
        } catch (InvalidInputException e) {
            e.problems().forEach(problem -> err.println("train: " + problem));
        } catch (TrainingStoppedException e) {
            err.println("train: stopped; the same command resumes where a --checkpoint was kept");
        }
        return FAILED;
    }

    private static void train(Options options, Trainers trainers, PrintStream out, PrintStream err)
            throws UsageException, IOException {
        Optional<WarmStart> start = start(options);
        String usual = start.map(model -> model.parts().kind())
                .orElse(trainers.byKind().firstEntry().getKey());
        List<String> kinds = options.list("model").isEmpty() ? List.of(usual) : options.list("model");
        kinds.forEach(trainers::of);
        List<Path> targets = targets(options.required("out"), kinds);
        long seed = options.whole("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE);
        FolderPopulation read = FolderOptions.read(options, err);
        Population population = read.population();
        SplitChoice split = FolderOptions.split(options, read, population);
        Population judged = restrict(options, split.apply(population), seed);
        LearningSettings settings = settings(options, seed, split.isOrdered(judged), start);
        TrainingLog log = new TrainingLog(out);
        List<LearntModel> models =
                new ModelLearning(trainers, new CollaborativeLearning(seed)).learn(judged, kinds, settings, log);
        log.end();
        print(models, out);
        for (int i = 0; i < models.size(); i++) {
            ModelManifest manifest = write(targets.get(i), models.get(i), judged, read, split, seed);
            out.println("model " + manifest.revision() + " is in " + targets.get(i));
        }
    }

    /** The model of {@code --from}, read before anything that takes long. */
    private static Optional<WarmStart> start(Options options) throws UsageException, IOException {
        String unused = options.choice("unused", KEEP, KEEP, DROP);
        Optional<Path> from = options.path("from");
        if (from.isEmpty()) {
            if (options.text("unused").isPresent()) {
                throw new UsageException("--unused '" + unused + "' is allowed beside --from alone");
            }
            return Optional.empty();
        }
        return Optional.of(new WarmStart(
                ModelFiles.revision(from.get()),
                ModelFiles.readParts(from.get(), ScorerFamily::read),
                unused.equals(KEEP)));
    }

    /** Where each goes: of several kinds each has its name in place of a mark. */
    private static List<Path> targets(String given, List<String> kinds) throws UsageException {
        if (kinds.size() > 1 && !given.contains(KIND_MARK)) {
            throw new UsageException("--out '" + given + "' is one folder for " + kinds.size() + " models; with "
                    + KIND_MARK + " in it each has its own");
        }
        List<Path> targets = new ArrayList<>();
        for (String kind : kinds) {
            Path target = Path.of(given.replace(KIND_MARK, kind)).toAbsolutePath();
            if (Files.exists(target)) {
                throw new UsageException("--out '" + target + "' exists; name a folder that does not");
            }
            targets.add(target);
        }
        return targets;
    }

    private static Population restrict(Options options, Population population, long seed) throws UsageException {
        Set<String> names = new HashSet<>();
        population.domains().forEach(domain -> names.add(domain.name()));
        List<String> only = options.list("domains");
        Map<String, Double> shares = new LinkedHashMap<>();
        for (String each : options.list("domain-share")) {
            int equals = each.indexOf('=');
            if (equals < 0) {
                throw new UsageException("--domain-share '" + each + "' is not allowed; NAME=SHARE is");
            }
            shares.put(
                    each.substring(0, equals),
                    Options.number("--domain-share " + each.substring(0, equals), each.substring(equals + 1), 0, 1));
        }
        for (String name :
                Stream.concat(only.stream(), shares.keySet().stream()).toList()) {
            if (!names.contains(name)) {
                throw new UsageException("domain '" + name + "' is not one of the data's; " + names + " are");
            }
        }
        Population kept = only.isEmpty() ? population : PopulationFilter.only(population, only);
        return shares.isEmpty() ? kept : PopulationFilter.sample(kept, shares, seed);
    }

    private static LearningSettings settings(Options options, long seed, boolean ordered, Optional<WarmStart> start)
            throws UsageException {
        Set<TaskId> tasks = new HashSet<>();
        for (String task : options.list("tasks")) {
            tasks.add(new TaskId(task));
        }
        String inputs = options.choice("inputs", "all", "all", "ids", "statistics");
        double newcomers = options.number("newcomers", 0, 0, 1);
        ExampleSettings examples = new ExampleSettings(
                seed,
                ExampleSettings.FOLDS,
                tasks,
                !inputs.equals("ids"),
                inputs.equals("all"),
                newcomers,
                ordered,
                (int) options.whole("max-rows", ExampleSettings.MAX_ROWS, 1, Integer.MAX_VALUE));
        int processors = Runtime.getRuntime().availableProcessors();
        return new LearningSettings(
                (int) options.whole("epochs", 0, 0, MAX_EPOCHS),
                (int) options.whole("threads", processors, 1, 1024),
                examples,
                options.path("checkpoint"),
                start);
    }

    private static void print(List<LearntModel> models, PrintStream out) {
        List<EvaluationResult> results = new ArrayList<>();
        models.forEach(model -> results.add(model.judged()));
        results.add(models.getFirst().popularity());
        TextReport.print(new EvaluationReport("validation", "", "", results, List.of()), out);
    }

    private static ModelManifest write(
            Path target, LearntModel model, Population population, FolderPopulation read, SplitChoice split, long seed)
            throws IOException {
        Files.createDirectories(target.getParent());
        Path unfinished = Files.createDirectory(target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".unfinished"));
        try {
            Tensors entities = Tensors.builder()
                    .addAll("", PopulationTensors.of(population))
                    .metadata(ModelFiles.SPLIT, split.toString())
                    .build();
            ModelManifest manifest = ModelFolderWriter.write(
                    unfinished,
                    model.withNote("split " + split),
                    Map.of(ModelFiles.POPULATION, entities),
                    new LearntFrom(read.names(), read.lines(), read.fingerprint()),
                    seed,
                    Instant.now(),
                    GitRevision.find());
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            return manifest;
        } finally {
            if (Files.exists(unfinished)) {
                try (Stream<Path> files = Files.walk(unfinished)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }
}
