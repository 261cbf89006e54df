package dev.medley.platform.offline;

import dev.medley.platform.evaluate.EvaluationResult;
import dev.medley.platform.score.feature.ItemFacets;
import dev.medley.platform.score.feature.LexicalMatch;
import dev.medley.platform.score.packed.InputDefinition;
import dev.medley.platform.score.packed.ModelParts;
import dev.medley.platform.train.Judgement;
import dev.medley.platform.train.example.ExampleMaker;
import dev.medley.platform.train.example.ExampleSettings;
import dev.medley.platform.train.example.Examples;
import dev.medley.platform.train.example.FactorLearning;
import dev.medley.platform.train.example.Population;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.TaskId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The rows that models are judged on, and what sorts them without having learnt. One thread. */
final class HeldOutRows {
    private final Population population;
    private final ExampleMaker maker;
    private final Examples rows;
    private final PairsFile pairs;

    HeldOutRows(Population population, Set<TaskId> tasks) {
        this.population = population;
        // Without statistics: each model brings those that it has learnt with.
        ExampleSettings settings = new ExampleSettings(1, 2, tasks, false, false, 0, false, ExampleSettings.MAX_ROWS);
        maker = new ExampleMaker(population, settings, FactorLearning.NONE);
        rows = maker.validation();
        List<String> users = new ArrayList<>(rows.count());
        List<ItemId> items = new ArrayList<>(rows.count());
        List<String> queries = new ArrayList<>(rows.count());
        for (int row = 0; row < rows.count(); row++) {
            int request = rows.request()[row];
            boolean typed = isTyped(request);
            users.add(typed ? "" : population.people().get(request).id().value());
            queries.add(typed ? maker.query(request) : "");
            items.add(population.items().get(rows.item()[row]).id());
        }
        pairs = new PairsFile(users, items, queries);
    }

    private boolean isTyped(int request) {
        return request >= population.people().size();
    }

    InputDefinition definition() {
        return maker.definition();
    }

    Examples rows() {
        return rows;
    }

    /** The model's raw scores, in the order of the rows' tasks. */
    float[][] scores(OfflineScoring scoring, ModelParts parts, int threads) throws UsageException {
        float[][] raw = scoring.raw(pairs, threads);
        float[][] scores = new float[rows.tasks()][];
        for (int task = 0; task < scores.length; task++) {
            TaskId id = definition().tasks().get(task);
            int number = parts.definition().taskNumber(id);
            if (number < 0) {
                throw new UsageException("task '" + id + "' is not one that the model has learnt; "
                        + parts.definition().tasks() + " are; --tasks chooses");
            }
            scores[task] = raw[number];
        }
        return scores;
    }

    /** Popularity and, where queries were typed, BM25 over the titles, of all of which it knows the words. */
    List<EvaluationResult> baselines(Judgement judgement) {
        List<EvaluationResult> baselines = new ArrayList<>();
        baselines.add(judgement.popularity(maker::popularity));
        float[] bm25 = bm25();
        EvaluationResult lexical = judgement.sorted("BM25", row -> bm25[row]);
        if (!lexical.tasks().isEmpty()) {
            baselines.add(lexical);
        }
        return baselines;
    }

    /** NaN where nothing was typed. */
    private float[] bm25() {
        LexicalMatch[] matches = new LexicalMatch[rows.requests().size()];
        ItemFacets[] facets = new ItemFacets[population.items().size()];
        float[] bm25 = new float[rows.count()];
        Arrays.fill(bm25, Float.NaN);
        for (int row = 0; row < bm25.length; row++) {
            int request = rows.request()[row];
            int item = rows.item()[row];
            if (!isTyped(request)) {
                continue;
            }
            if (matches[request] == null) {
                matches[request] = new LexicalMatch(maker.query(request), maker.frequencies());
            }
            if (facets[item] == null) {
                facets[item] = ItemFacets.of(population.items().get(item));
            }
            bm25[row] = matches[request].bm25(facets[item]);
        }
        return bm25;
    }
}
