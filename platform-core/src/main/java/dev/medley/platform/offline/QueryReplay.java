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
import java.util.List;
import java.util.Locale;

/** Replays queries of which judges have said what answers them: a case for each that was held out. */
final class QueryReplay {
    private QueryReplay() {}

    /** Whether the data has judgments and nothing else. */
    static boolean isOf(Population population) {
        return !population.meanings().isEmpty()
                && population.meanings().stream()
                        .allMatch(meaning -> meaning.type().equals(Meaning.JUDGMENT));
    }

    /**
     * Makes the cases.
     *
     * @throws UsageException if the data or the model does not fit
     */
    static Replay of(Options options, FolderPopulation read, Population all, Replay.Size size)
            throws UsageException, IOException {
        Path model = options.path("model").orElse(null);
        SurfaceId surface = options.text("surface").isPresent()
                ? new SurfaceId(options.text("surface").get())
                : all.meanings().getFirst().surface();
        SplitChoice split = model != null && options.text("split").isEmpty()
                ? ModelFiles.readSplit(model)
                : FolderOptions.split(options, read, all);
        if (model != null
                && !split.toString().equals(ModelFiles.readSplit(model).toString())) {
            throw new UsageException("--split " + split + " is not that of the model, " + ModelFiles.readSplit(model)
                    + ": it would be judged on what it has learnt from; leave --split out");
        }
        Population population = split.apply(all);
        QueryWorld world = new QueryWorld(population.items(), surface, size.seed());
        ReplayGroups groups = ReplayGroups.of(world.items(), world.brandSizes());
        QueryCases.Values values = model == null
                ? world::lexical
                : modelValues(
                        ModelFiles.readParts(model, ScorerFamily::read),
                        ModelFiles.readPopulation(model),
                        world,
                        all.meanings().getFirst().task());
        double drawn = size.drawnOr(0);
        List<JudgedCase> cases = new QueryCases(world, groups, size.places(), size.candidates(), drawn, size.seed())
                .make(population.judgments(), values, size.askers(), size.threads());
        List<String> notes = new ArrayList<>();
        Replay replay = new Replay(
                cases,
                groups,
                notes,
                "by split " + split,
                "no query that was held out has a judgment above 0 on surface '" + surface
                        + "'; --share holds out more");
        notes.add(String.format(
                Locale.ROOT,
                "%,d queries with something held out, %d places, %.1f candidates each: what was judged, those of greatest"
                        + " value of the %,d items that have the most of the query's words and, %.0f %%, some by chance."
                        + " What nobody judged counts as no answer.",
                cases.size(),
                size.places(),
                replay.meanRows(),
                QueryCases.MOST_SCORED,
                100 * drawn));
        notes.add(
                model != null
                        ? "Values are the calibrated probabilities of " + model.getFileName() + "."
                        : "Values are BM25 of query and title as a part of the most that it could be, not calibrated.");
        notes.add("Vectors are a projection of the titles' words; categories are " + world.clusterCount()
                + " clusters of them. Sellers are brands, the first word of the title, in tenths of the items by how many"
                + " items the brand has.");
        return replay;
    }

    private static QueryCases.Values modelValues(ModelParts parts, Population learnt, QueryWorld world, TaskId task)
            throws UsageException {
        int number = parts.definition().taskNumber(task);
        if (number < 0) {
            throw new UsageException("task '" + task + "' is not one that the model has learnt; "
                    + parts.definition().tasks() + " are");
        }
        OfflineScoring scoring = new OfflineScoring(parts, learnt);
        return (query, items) -> {
            List<ItemId> ids = new ArrayList<>(items.length);
            for (int item : items) {
                ids.add(world.items().get(item).id());
            }
            return scoring.score(query, ids, number);
        };
    }
}
