package dev.medley.platform.offline;

import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.codec.JsonSweep;
import dev.medley.platform.evaluate.compare.GroupAttribute;
import dev.medley.platform.evaluate.compare.JudgedCase;
import dev.medley.platform.evaluate.compare.SlateSweep;
import dev.medley.platform.evaluate.compare.SweptMethod;
import dev.medley.platform.evaluate.report.SweepPage;
import dev.medley.platform.evaluate.report.SweepReport;
import dev.medley.platform.evaluate.report.SweepText;
import dev.medley.platform.score.family.ScorerFamily;
import dev.medley.platform.score.packed.ModelParts;
import dev.medley.platform.train.example.Population;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code rerank-eval --data DIR [--model MODEL]}: replays requests over a data set, has every re-ranking method lay their
 * slates over the same weights, and says how good the slates are to users, in variety and in fairness, and what they cost.
 */
public final class RerankEvalCommand {
    /** Compared. */
    public static final int DONE = 0;

    /** Wrong use, or a file that cannot be read or written. */
    public static final int FAILED = 2;

    private static final List<String> OPTIONS = List.of(
            "data",
            "model",
            "places",
            "candidates",
            "users",
            "seed",
            "surface",
            "tasks",
            "attribute",
            "window",
            "weights",
            "floor",
            "split",
            "share",
            "split-seed",
            "threads",
            "json",
            "html");
    private static final int PLACES = 20;
    private static final int CANDIDATES = 200;
    private static final int USERS = 1_000;
    private static final int WINDOW = 8;
    private static final double FLOOR = 0.9;
    private static final List<Double> WEIGHTS =
            List.of(0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0);

    private RerankEvalCommand() {}

    /**
     * Runs the command.
     *
     * @return {@link #DONE} or {@link #FAILED}
     */
    public static int run(String[] words, PrintStream out, PrintStream err) {
        try {
            compare(Options.parse("rerank-eval", words, OPTIONS), words, out, err);
            return DONE;
        } catch (UsageException | IllegalArgumentException e) {
            err.println("rerank-eval: " + e.getMessage());
        } catch (IOException e) {
            err.println("rerank-eval: " + e);
        } catch (InvalidInputException e) {
            e.problems().forEach(problem -> err.println("rerank-eval: " + problem));
        }
        return FAILED;
    }

    private static void compare(Options options, String[] words, PrintStream out, PrintStream err)
            throws UsageException, IOException {
        int places = (int) options.whole("places", PLACES, 1, 1_000);
        int candidates = (int) options.whole("candidates", CANDIDATES, places, 10_000);
        int users = (int) options.whole("users", USERS, 1, Integer.MAX_VALUE);
        long seed = options.whole("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE);
        int threads = (int) options.whole("threads", Runtime.getRuntime().availableProcessors(), 1, 1024);
        List<Double> weights = weights(options);
        int window = (int) options.whole("window", WINDOW, 2, 1_000);
        double floor = options.number("floor", FLOOR, 0, 0.999);
        FolderPopulation read = FolderOptions.read(options, err);
        Path model = options.path("model").orElse(null);
        ModelParts parts = model == null ? null : ModelFiles.readParts(model, ScorerFamily::read);
        LearntHistories learnt = model == null ? null : new LearntHistories(ModelFiles.readPopulation(model));
        Population all = read.population();
        boolean isImplied = learnt != null && options.text("split").isEmpty();
        SplitChoice split = FolderOptions.split(options, read, all);
        Population population = isImplied ? learnt.holdOutTheRest(all) : split.apply(all);
        if (learnt != null) {
            learnt.requireUnseen(population);
        }
        SurfaceId surface = surface(options, population);
        Map<TaskId, Double> tasks = tasks(options, population, surface, parts);
        TaskId deepest = tasks.keySet().stream().reduce((_, last) -> last).orElseThrow();
        ReplayWorld world = new ReplayWorld(population, surface, deepest, seed);
        ReplayGroups groups = ReplayGroups.of(world.items(), world.popularity());
        int controlled = attribute(options, groups.attributes());
        ReplayCases.Values values = parts == null
                ? factorValues(world)
                : modelValues(
                        parts, ModelFiles.readPopulation(options.path("model").get()), world, tasks);
        List<JudgedCase> cases =
                new ReplayCases(population, world, groups, places, candidates, seed).make(values, users, threads);
        if (cases.isEmpty()) {
            throw new UsageException("nobody took anything of task '" + deepest + "' that was held out; --share and"
                    + " --tasks choose more");
        }
        SlateSweep.Settings settings = new SlateSweep.Settings(controlled, window, weights, floor);
        SlateSweep.Result result = new SlateSweep(cases, groups.attributes(), settings)
                .run(SweptMethod::all, name -> err.println("laying slates: " + name));
        SweepReport report = new SweepReport(
                "Re-rankers on " + String.join(", ", read.names()) + ", held out "
                        + (isImplied ? "what the model has not learnt from" : "by split " + split),
                read.fingerprint(),
                "./medley rerank-eval " + String.join(" ", words),
                notes(options, cases, places, window, tasks, world, groups, result, controlled),
                groups.attributes(),
                settings,
                result);
        SweepText.print(report, out);
        if (options.path("json").isPresent()) {
            Files.write(options.path("json").get(), JsonSweep.of(report));
        }
        if (options.path("html").isPresent()) {
            SweepPage.write(report, options.path("html").get());
        }
    }

    private static List<Double> weights(Options options) throws UsageException {
        List<Double> weights = new ArrayList<>();
        for (String weight : options.list("weights")) {
            weights.add(Options.number("--weights", weight, 0, 1));
        }
        return weights.isEmpty()
                ? WEIGHTS
                : weights.stream().distinct().sorted().toList();
    }

    /** The first surface of which the data says something. */
    private static SurfaceId surface(Options options, Population population) throws UsageException {
        if (options.text("surface").isPresent()) {
            return new SurfaceId(options.text("surface").get());
        }
        return population.meanings().stream()
                .filter(meaning -> !meaning.type().equals(Meaning.JUDGMENT))
                .map(Meaning::surface)
                .findFirst()
                .orElseThrow(() ->
                        new UsageException("the data has no interactions of users, which the replay needs; it says "
                                + population.meanings()));
    }

    /** What each task's yes is worth; the deepest task, which is what users are held to have taken, comes last. */
    private static Map<TaskId, Double> tasks(
            Options options, Population population, SurfaceId surface, ModelParts parts) throws UsageException {
        Map<TaskId, Double> tasks = new LinkedHashMap<>();
        for (String word : options.list("tasks")) {
            int equals = word.indexOf('=');
            TaskId task = new TaskId(equals < 0 ? word : word.substring(0, equals));
            double worth = equals < 0 ? 1 : Options.number("--tasks " + task, word.substring(equals + 1), 0, 1e6);
            tasks.put(task, worth);
        }
        if (tasks.isEmpty()) {
            population.meanings().stream()
                    .filter(meaning -> meaning.surface().equals(surface))
                    .map(Meaning::task)
                    .reduce((_, last) -> last)
                    .ifPresent(task -> tasks.put(task, 1.0));
        }
        if (tasks.isEmpty()) {
            throw new UsageException("the data says nothing of surface '" + surface + "'; --surface chooses another");
        }
        for (TaskId task : tasks.keySet()) {
            if (parts != null && parts.definition().taskNumber(task) < 0) {
                throw new UsageException("task '" + task + "' is not one that the model has learnt; "
                        + parts.definition().tasks() + " are; --tasks chooses");
            }
        }
        return tasks;
    }

    private static int attribute(Options options, List<GroupAttribute> attributes) throws UsageException {
        List<String> names = attributes.stream().map(GroupAttribute::name).toList();
        if (names.isEmpty()) {
            throw new UsageException("nothing divides the items into groups");
        }
        return names.indexOf(options.choice("attribute", names.getFirst(), names.toArray(String[]::new)));
    }

    private static ReplayCases.Values factorValues(ReplayWorld world) {
        return (user, _, items) -> {
            float[] values = new float[items.length];
            for (int i = 0; i < items.length; i++) {
                values[i] = world.probability(user, items[i]);
            }
            return values;
        };
    }

    private static ReplayCases.Values modelValues(
            ModelParts parts, Population learnt, ReplayWorld world, Map<TaskId, Double> tasks) {
        OfflineScoring scoring = new OfflineScoring(parts, learnt);
        return (_, person, items) -> {
            List<ItemId> ids = new ArrayList<>(items.length);
            for (int item : items) {
                ids.add(world.item(item).id());
            }
            float[] values = new float[items.length];
            tasks.forEach((task, worth) -> {
                float[] scores = scoring.score(
                        scoring.find(person.id()).orElse(person),
                        ids,
                        parts.definition().taskNumber(task));
                for (int i = 0; i < values.length; i++) {
                    values[i] += (float) (worth * scores[i]);
                }
            });
            return values;
        };
    }

    private static List<String> notes(
            Options options,
            List<JudgedCase> cases,
            int places,
            int window,
            Map<TaskId, Double> tasks,
            ReplayWorld world,
            ReplayGroups groups,
            SlateSweep.Result result,
            int controlled)
            throws UsageException {
        List<String> notes = new ArrayList<>();
        double rows = cases.stream()
                .mapToInt(judged -> judged.slate().rows())
                .average()
                .orElse(0);
        notes.add(String.format(
                Locale.ROOT,
                "%,d users with something held out, %d places, %.1f candidates each: what was held out, and of the rest"
                        + " (all %,d items that the user has not had to do with, or %,d of them by chance) those of"
                        + " greatest value and, a quarter, some by chance.",
                cases.size(),
                places,
                rows,
                world.count(),
                ReplayCases.MOST_SCORED));
        notes.add(
                options.text("model").isPresent()
                        ? "Values are the calibrated probabilities of "
                                + options.path("model").get().getFileName() + " times " + tasks + "."
                        : "Values are the probabilities of " + tasks.keySet()
                                + " of a factorisation of the histories (popularity and taste), not calibrated.");
        notes.add("Vectors are " + ReplayWorld.WIDTH + " factors of the histories; categories are "
                + (world.isClustered() ? "clusters of them" : "those of the items") + ", " + world.categoryCount()
                + " of them; " + window + " rows are seen at once.");
        notes.add("Not eligible, for users below 18 or, where nobody's age is known, for a fifth of the users: mature"
                + " rooms and horror.");
        List<String> isProtected = new ArrayList<>();
        GroupAttribute attribute = groups.attributes().get(controlled);
        for (int g = 0; g < attribute.groups().size(); g++) {
            if (result.isProtected()[g]) {
                isProtected.add(attribute.groups().get(g));
            }
        }
        notes.add("Methods are to be fair to the groups by " + attribute.name() + "; FA*IR, which knows two, protects "
                + String.join(", ", isProtected) + ", to which the plain order gives less than their share.");
        if (!groups.undivided().isEmpty()) {
            notes.add("Not divided: " + String.join("; ", groups.undivided()) + ".");
        }
        return notes;
    }
}
