package dev.medley.platform.pipeline;

import dev.medley.platform.execute.Degradation;
import dev.medley.platform.execute.ScenarioRun;
import dev.medley.platform.execute.ScenarioRun.Factors;
import dev.medley.platform.explain.DecisionTrace;
import dev.medley.platform.pipeline.RankResult.PlacedItem;
import dev.medley.platform.pipeline.RankResult.Revisions;
import dev.medley.platform.plugin.ActiveScenario;
import dev.medley.platform.rerank.SlateExploration;
import dev.medley.platform.rerank.SlateLaying;
import dev.medley.platform.rerank.slate.Relaxation;
import dev.medley.platform.score.ScoredRows;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.TaskId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tells a slate that has been laid: to the caller, and to the trace. */
final class Answer {
    private final List<ScenarioRun> runs;
    private final SlateLaying laying;
    private final List<Relaxation> relaxations;
    private final int[] shown;
    private final List<String> degraded;
    private final Revisions revisions;

    /**
     * An answer of those scenarios.
     *
     * @param lacking what kept other scenarios of the page from taking part
     */
    Answer(List<ScenarioRun> runs, SlateLaying laying, List<String> lacking) {
        this.runs = runs;
        this.laying = laying;
        relaxations = laying.relaxations();
        shown = shown();
        degraded = degraded(lacking);
        revisions = revisions();
    }

    RankResult result() {
        List<PlacedItem> items = new ArrayList<>(shown.length);
        for (int place : shown) {
            items.add(placed(items.size(), place));
        }
        ScenarioRun first = runs.getFirst();
        List<ScenarioId> scenarios = new ArrayList<>(runs.size());
        for (ScenarioRun run : runs) {
            scenarios.add(run.plan().scenario().id());
        }
        return new RankResult(
                first.request().requestId(), List.copyOf(scenarios), List.copyOf(items), degraded, revisions);
    }

    /** What the models saw of what is shown. */
    List<ScoredInputs> scoredInputs() {
        List<ScoredInputs> scored = new ArrayList<>(runs.size());
        for (int part = 0; part < runs.size(); part++) {
            ScenarioRun run = runs.get(part);
            if (run.scoredRows().isEmpty()) {
                continue;
            }
            ScoredRows seen = run.scoredRows().get();
            int[] positions = new int[shown.length];
            int[] packed = new int[shown.length];
            int count = 0;
            for (int position = 0; position < shown.length; position++) {
                int row = laying.part(shown[position]) == part ? seen.packedRow(laying.row(shown[position])) : -1;
                if (row >= 0) {
                    positions[count] = position;
                    packed[count++] = row;
                }
            }
            if (count > 0) {
                scored.add(new ScoredInputs(
                        run.plan().scenario().id(),
                        run.modelRevision(),
                        Arrays.copyOf(positions, count),
                        seen.only(Arrays.copyOf(packed, count))));
            }
        }
        return List.copyOf(scored);
    }

    /** What of it is shown to learn about it. */
    SlateExploration exploration() {
        return laying.exploration(shown);
    }

    DecisionTrace trace() {
        return new DecisionTrace(
                runs, laying, shown, relaxations, degraded, revisions.config(), revisions.model(), revisions.plugins());
    }

    /** All places but those whose row has become unsafe after the last laying. */
    private int[] shown() {
        int[] places = new int[laying.size()];
        int count = 0;
        for (int place = 0; place < places.length; place++) {
            if (runs.get(laying.part(place)).drop(laying.row(place)) == null) {
                places[count++] = place;
            }
        }
        return Arrays.copyOf(places, count);
    }

    private PlacedItem placed(int position, int place) {
        ScenarioRun run = runs.get(laying.part(place));
        int row = laying.row(place);
        List<TaskId> tasks = run.plan().scenario().tasks();
        Map<TaskId, Float> scores = LinkedHashMap.newLinkedHashMap(tasks.size());
        for (int task = 0; task < tasks.size(); task++) {
            scores.put(tasks.get(task), run.scores()[task][row]);
        }
        return new PlacedItem(
                position,
                run.plan().scenario().id(),
                run.batch().itemId(row),
                run.values()[row],
                Collections.unmodifiableMap(scores),
                run.batch().provenance(row),
                reasons(run, place, row));
    }

    private List<Reason> reasons(ScenarioRun run, int place, int row) {
        List<Reason> reasons = new ArrayList<>(run.batch().reasons(row));
        if (run.request().explain()) {
            for (Factors by : run.factors()) {
                if (by.factors()[row] != 1) {
                    reasons.add(Reason.of("ADJUSTED", by.adjuster() + " " + by.factors()[row]));
                }
            }
        }
        for (Relaxation relaxation : relaxations) {
            if (relaxation.place() == place) {
                reasons.add(Reason.of("RELAXED", relaxation.rule()));
            }
        }
        return List.copyOf(reasons);
    }

    private List<String> degraded(List<String> lacking) {
        List<String> all = new ArrayList<>(lacking);
        for (ScenarioRun run : runs) {
            for (Degradation degradation : run.degraded()) {
                all.add(degradation.toString());
            }
        }
        for (Degradation degradation : laying.degraded()) {
            all.add(degradation.toString());
        }
        for (Relaxation relaxation : relaxations) {
            all.add(Degradation.relaxed(relaxation.rule(), relaxation.detail()).toString());
        }
        return List.copyOf(all);
    }

    private Revisions revisions() {
        Map<String, String> plugins = new TreeMap<>();
        Set<String> models = new LinkedHashSet<>();
        List<String> configs = new ArrayList<>();
        for (ScenarioRun run : runs) {
            ActiveScenario scenario = run.plan().scenario();
            plugins.put(scenario.pluginId(), scenario.pluginRevision());
            models.add(run.modelRevision());
            configs.add(runs.size() == 1 ? scenario.configRevision() : scenario.id() + "=" + scenario.configRevision());
        }
        if (runs.size() > 1) {
            configs.add("page=" + laying.pageRevision());
        }
        return new Revisions(
                String.join(",", configs),
                String.join(",", models),
                laying.priceRevision(),
                Collections.unmodifiableMap(plugins));
    }
}
