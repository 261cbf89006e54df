package dev.medley.platform.offline;

import dev.medley.platform.evaluate.compare.JudgedCase;
import dev.medley.platform.score.family.ScorerFamily;
import dev.medley.platform.score.packed.ModelParts;
import dev.medley.platform.train.example.Population;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Replays what users did: a case for each of whom something was held out. */
final class UserReplay {
    private UserReplay() {}

    /**
     * Makes the cases.
     *
     * @throws UsageException if the data or the model does not fit
     */
    static Replay of(Options options, FolderPopulation read, Population all, Replay.Size size)
            throws UsageException, IOException {
        Path model = options.path("model").orElse(null);
        ModelParts parts = model == null ? null : ModelFiles.readParts(model, ScorerFamily::read);
        LearntHistories learnt = model == null ? null : new LearntHistories(ModelFiles.readPopulation(model));
        boolean isImplied = learnt != null && options.text("split").isEmpty();
        SplitChoice split = FolderOptions.split(options, read, all);
        Population population = isImplied ? learnt.holdOutTheRest(all) : split.apply(all);
        if (learnt != null) {
            learnt.requireUnseen(population);
        }
        SurfaceId surface = surface(options, population);
        Map<TaskId, Double> tasks = tasks(options, population, surface, parts);
        TaskId deepest = tasks.keySet().stream().reduce((_, last) -> last).orElseThrow();
        ReplayWorld world = new ReplayWorld(population, surface, deepest, size.seed());
        ReplayGroups groups = ReplayGroups.of(world.items(), world.popularity());
        ReplayCases.Values values =
                parts == null ? factorValues(world) : modelValues(parts, learnt.population(), world, tasks);
        double drawn = size.drawnOr(ReplayCases.DRAWN);
        List<JudgedCase> cases = new ReplayCases(
                        population, world, groups, size.places(), size.candidates(), drawn, size.seed())
                .make(values, size.askers(), size.threads());
        List<String> notes = new ArrayList<>();
        Replay replay = new Replay(
                cases,
                groups,
                notes,
                isImplied ? "what the model has not learnt from" : "by split " + split,
                "nobody took anything of task '" + deepest + "' that was held out; --share and --tasks choose more");
        notes.add(String.format(
                Locale.ROOT,
                "%,d users with something held out, %d places, %.1f candidates each: what was held out, and of the rest"
                        + " (all %,d items that the user has not had to do with, or %,d of them by chance) those of"
                        + " greatest value and, %.0f %%, some by chance.",
                cases.size(),
                size.places(),
                replay.meanRows(),
                world.count(),
                ReplayCases.MOST_SCORED,
                100 * drawn));
        notes.add(
                model != null
                        ? "Values are the calibrated probabilities of " + model.getFileName() + " times " + tasks + "."
                        : "Values are the probabilities of " + taskNames(tasks)
                                + " of a factorisation of the histories (popularity and taste), not calibrated.");
        notes.add("Vectors are " + ReplayWorld.WIDTH + " factors of the histories; categories are "
                + (world.isClustered() ? "clusters of them" : "those of the items") + ", " + world.categoryCount()
                + " of them.");
        notes.add("Not eligible, for users below 18 or, where nobody's age is known, for a fifth of the users: mature"
                + " rooms and horror.");
        return replay;
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
    private static String taskNames(Map<TaskId, Double> tasks) {
        return tasks.keySet().stream().map(TaskId::value).collect(Collectors.joining(", "));
    }

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
}
