package dev.medley.platform.explain;

import dev.medley.platform.batch.FeatureBatch;
import dev.medley.platform.execute.ScenarioRun;
import dev.medley.platform.execute.ScenarioRun.Drop;
import dev.medley.platform.execute.ScenarioRun.Factors;
import dev.medley.platform.execute.ScenarioRun.NotRow;
import dev.medley.platform.execute.Stage;
import dev.medley.platform.execute.StageClock;
import dev.medley.platform.rerank.PlaceStory;
import dev.medley.platform.rerank.SlateLaying;
import dev.medley.platform.rerank.slate.Relaxation;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What one request decided, as references to the arrays that it was decided with; made into a story only when somebody
 * asks. Keeps nothing of the plugin, so that a replaced one can be unloaded. Immutable once made.
 */
public final class DecisionTrace {
    private static final Stage[] STAGES = Stage.values();
    private static final int BYTES_A_TRACE = 4_096;
    private static final int BYTES_A_ROW = 128;
    private static final int BYTES_A_CELL = 8;

    private final String requestId;
    private final Instant now;
    private final long seed;
    private final boolean withFeatures;
    private final List<Part> parts;
    private final List<Place> places;
    private final List<String> degraded;
    private final List<Relaxation> relaxations;
    private final long priceRevision;
    private final String configRevision;
    private final String modelRevision;
    private final Map<String, String> pluginRevisions;
    private final long bytes;

    /** What is kept of one scenario's run. */
    private record Part(
            ScenarioId scenario,
            List<TaskId> tasks,
            FeatureBatch batch,
            float[][] scores,
            float[] values,
            List<Factors> factors,
            Drop[] drops,
            List<NotRow> notRows,
            StageClock clock) {}

    /** What is kept of one place. */
    private record Place(int part, int row, PlaceStory story, List<String> relaxed) {}

    /**
     * Takes what is worth keeping.
     *
     * @param laying the slate
     * @param shown the places of the laying that were answered, in order
     * @param relaxations what could not be held
     */
    public DecisionTrace(
            List<ScenarioRun> runs,
            SlateLaying laying,
            int[] shown,
            List<Relaxation> relaxations,
            List<String> degraded,
            String configRevision,
            String modelRevision,
            Map<String, String> pluginRevisions) {
        ScenarioRun first = runs.getFirst();
        requestId = first.request().requestId();
        now = first.request().now();
        seed = first.request().seed();
        withFeatures = first.request().explain();
        this.degraded = degraded;
        this.relaxations = relaxations;
        priceRevision = laying.priceRevision();
        this.configRevision = configRevision;
        this.modelRevision = modelRevision;
        this.pluginRevisions = pluginRevisions;
        parts = new ArrayList<>(runs.size());
        long estimate = BYTES_A_TRACE;
        for (ScenarioRun run : runs) {
            FeatureBatch batch = run.batch();
            if (!withFeatures) {
                batch.clearColumns();
            }
            int cells = run.scores().length + run.factors().size() + (withFeatures ? batch.columnCount() : 0);
            estimate += (long) batch.rowCount() * (BYTES_A_ROW + BYTES_A_CELL * cells);
            parts.add(new Part(
                    run.plan().scenario().id(),
                    run.plan().scenario().tasks(),
                    batch,
                    run.scores(),
                    run.values(),
                    run.factors(),
                    run.drops(),
                    run.notRows(),
                    run.clock()));
        }
        places = new ArrayList<>(shown.length);
        for (int place : shown) {
            List<String> relaxed = relaxations.stream()
                    .filter(each -> each.place() == place)
                    .map(Relaxation::rule)
                    .toList();
            places.add(new Place(laying.part(place), laying.row(place), laying.explain(place), relaxed));
        }
        bytes = estimate;
    }

    /** The request. */
    public String requestId() {
        return requestId;
    }

    /** About the memory that it takes. */
    public long bytes() {
        return bytes;
    }

    /** The story; costs time and memory in proportion to the candidates. */
    public Explanation explain() {
        List<Explanation.CandidateStory> stories = new ArrayList<>();
        boolean[][] placed = new boolean[parts.size()][];
        for (int part = 0; part < placed.length; part++) {
            placed[part] = new boolean[parts.get(part).batch().rowCount()];
        }
        for (int position = 0; position < places.size(); position++) {
            Place place = places.get(position);
            placed[place.part()][place.row()] = true;
            stories.add(story(parts.get(place.part()), place.row(), OptionalInt.of(position), Optional.of(place)));
        }
        for (int part = 0; part < placed.length; part++) {
            for (int row = 0; row < placed[part].length; row++) {
                if (!placed[part][row]) {
                    stories.add(story(parts.get(part), row, OptionalInt.empty(), Optional.empty()));
                }
            }
        }
        return new Explanation(
                requestId,
                parts.stream().map(Part::scenario).toList(),
                now,
                seed,
                stories,
                notRows(),
                stageTimes(),
                relaxations,
                priceRevision,
                degraded,
                configRevision,
                modelRevision,
                pluginRevisions);
    }

    private Explanation.CandidateStory story(Part part, int row, OptionalInt position, Optional<Place> place) {
        Optional<Drop> drop = Optional.ofNullable(part.drops()[row]);
        boolean scored = drop.isEmpty() || drop.get().stage().compareTo(Stage.SCORE) > 0;
        Map<TaskId, Float> tasks = LinkedHashMap.newLinkedHashMap(part.tasks().size());
        List<Explanation.Factor> factors = new ArrayList<>();
        if (scored) {
            for (int task = 0; task < part.tasks().size(); task++) {
                tasks.put(part.tasks().get(task), part.scores()[task][row]);
            }
            for (Factors by : part.factors()) {
                if (by.factors()[row] != 1) {
                    factors.add(new Explanation.Factor(by.adjuster().value(), by.factors()[row]));
                }
            }
        }
        List<Reason> reasons = new ArrayList<>(part.batch().reasons(row));
        for (String rule : place.map(Place::relaxed).orElse(List.of())) {
            reasons.add(Reason.of("RELAXED", rule));
        }
        return new Explanation.CandidateStory(
                part.scenario(),
                part.batch().itemId(row),
                position,
                drop.map(by -> new Explanation.Drop(by.stage().label(), by.component(), by.reason())),
                part.batch().provenance(row),
                tasks,
                scored ? OptionalDouble.of(part.values()[row]) : OptionalDouble.empty(),
                factors,
                place.map(at -> placement(at.story())),
                reasons,
                withFeatures ? part.batch().cells(row) : Map.of());
    }

    private Explanation.Placement placement(PlaceStory story) {
        return new Explanation.Placement(
                story,
                story.other()
                        .map(other -> new Explanation.Other(
                                parts.get(other.part()).scenario(),
                                parts.get(other.part()).batch().itemId(other.row()),
                                other.gain(),
                                other.blockedBy())));
    }

    private List<Explanation.NotRow> notRows() {
        List<Explanation.NotRow> all = new ArrayList<>();
        for (Part part : parts) {
            for (NotRow find : part.notRows()) {
                all.add(new Explanation.NotRow(find.item(), find.source().value(), find.reason()));
            }
        }
        return all;
    }

    /** A page's common stages are timed in every scenario's clock, with the same time. */
    private List<Explanation.StageTime> stageTimes() {
        List<Explanation.StageTime> times = new ArrayList<>();
        for (Part part : parts) {
            for (Stage stage : STAGES) {
                if (part.clock().nanos(stage) > 0) {
                    times.add(new Explanation.StageTime(
                            part.scenario().value(), stage.label(), part.clock().nanos(stage)));
                }
            }
        }
        return times;
    }
}
