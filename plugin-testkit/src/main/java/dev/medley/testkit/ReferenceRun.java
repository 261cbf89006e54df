package dev.medley.testkit;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Provenance;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.candidate.Verdict;
import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.component.RankingComponent;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.entity.Item;
import dev.medley.spi.failure.ContractBreachException;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FeatureState;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.plugin.RequiredField;
import dev.medley.spi.request.RankRequest;
import dev.medley.spi.score.ScoreColumn;
import dev.medley.spi.score.TaskScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One scenario's part in one answer: the stages from retrieval to value, and safety. Used once. */
final class ReferenceRun {
    private static final ComponentId PLATFORM = new ComponentId("platform");
    private static final ComponentId CALLER = new ComponentId("caller");
    private static final int MAX_CANDIDATES = 10_000;

    private final ReferencePipeline pipeline;
    final ReferenceScenario scenario;
    final RankRequest request;

    final List<String> degraded = new ArrayList<>();
    final List<ReferenceSlate.Dropped> dropped = new ArrayList<>();
    private final Map<ItemId, Row> rows = new LinkedHashMap<>();

    TestBatch batch = TestBatch.of();
    float[][] scores;
    float[] values;

    /** What merging knows of one item. */
    private record Row(List<Provenance> finds, List<Reason> reasons) {}

    /** What one source said. */
    private record Finds(ComponentId source, List<Candidate> candidates) {}

    /** What a component answers when asked whether it takes part. */
    private enum Participation {
        YES,
        NO,
        FAILED
    }

    /** A part of a component's work; whatever it throws is the component's failure. */
    private interface Call {
        void run() throws Exception;
    }

    ReferenceRun(ReferencePipeline pipeline, ReferenceScenario scenario, RankRequest request) {
        this.pipeline = pipeline;
        this.scenario = scenario;
        this.request = request;
    }

    void retrieveToValue() {
        admit();
        retrieveAndMerge();
        hydrate();
        filter();
        trim();
        score();
        value();
    }

    private void admit() {
        for (RequiredField field : scenario.requiredFields()) {
            boolean isThere = switch (field) {
                case USER_ID -> request.userId().isPresent();
                case SESSION_ID -> request.sessionId().isPresent();
                case QUERY -> request.query().isPresent();
            };
            if (!isThere) {
                throw new RequestRefusedException(
                        RequestRefusedException.Kind.MISSING_FIELD, scenario.id() + " requires " + field);
            }
        }
    }

    // --- retrieve and merge -------------------------------------------------------------------------------------

    private void retrieveAndMerge() {
        if (!request.candidates().isEmpty()) {
            merge(List.of(new Finds(CALLER, callersCandidates())));
            makeBatch();
            return;
        }
        List<CandidateSource> enabled = scenario.sources().stream()
                .filter(source -> takesPart("retrieve", source))
                .toList();
        List<Finds> all = new ArrayList<>();
        for (CandidateSource source : enabled) {
            fetch(source).ifPresent(all::add);
        }
        merge(all);
        boolean hasEverySourceFailed = !enabled.isEmpty() && all.isEmpty();
        if (rows.isEmpty()) {
            Optional<Finds> fallback = scenario.fallbackSource()
                    .filter(source -> takesPart("retrieve", source))
                    .flatMap(this::fetch);
            if (hasEverySourceFailed && fallback.isEmpty()) {
                throw new RequestRefusedException(
                        RequestRefusedException.Kind.UNAVAILABLE, "every source failed: " + degraded);
            }
            fallback.ifPresent(finds -> merge(List.of(finds)));
        }
        makeBatch();
    }

    private List<Candidate> callersCandidates() {
        return request.candidates().stream()
                .filter(item -> scenario.surfaces().contains(item.surface()))
                .map(item -> Candidate.of(item, 0))
                .toList();
    }

    /** A source's finds; empty if it failed. */
    private Optional<Finds> fetch(CandidateSource source) {
        List<Candidate> found = new ArrayList<>();
        boolean works = attempt("retrieve", source, () -> {
            List<Candidate> candidates = source.fetch(request);
            if (candidates.size() > MAX_CANDIDATES) {
                throw new ContractBreachException(
                        candidates.size() + " candidates; at most " + MAX_CANDIDATES + " are allowed");
            }
            for (Candidate candidate : candidates) {
                if (!scenario.surfaces().contains(candidate.item().surface())) {
                    throw new ContractBreachException(candidate.item() + " is not of " + scenario.surfaces());
                }
            }
            found.addAll(candidates);
        });
        return works ? Optional.of(new Finds(source.id(), found)) : Optional.empty();
    }

    /** Source by source, each best first: the first find makes the row, later ones add provenance. */
    private void merge(List<Finds> all) {
        for (Finds finds : all) {
            Set<ItemId> seen = new HashSet<>();
            for (int rank = 0; rank < finds.candidates().size(); rank++) {
                Candidate candidate = finds.candidates().get(rank);
                ItemId item = candidate.item();
                if (!seen.add(item)) {
                    continue;
                }
                if (request.exclude().contains(item)) {
                    dropOnce(item, "EXCLUDED");
                } else if (pipeline.catalog().find(item).isEmpty()) {
                    dropOnce(item, "UNKNOWN_ITEM");
                } else {
                    Row row = rows.computeIfAbsent(item, key -> new Row(new ArrayList<>(), new ArrayList<>()));
                    row.finds().add(new Provenance(finds.source(), rank, candidate.score()));
                    row.reasons().addAll(candidate.reasons());
                }
            }
        }
    }

    private void makeBatch() {
        Map<ItemId, Item> items = pipeline.catalog().findAll(rows.keySet());
        batch = TestBatch.of(rows.keySet().stream().map(items::get).toList()).declaring(scenario.featureSchema());
        for (int row = 0; row < batch.rowCount(); row++) {
            // The sort is stable: finds of equal rank stay in the order of the sources.
            List<Provenance> finds = rows.get(batch.itemId(row)).finds();
            finds.sort(Comparator.comparingInt(Provenance::rank));
            batch.found(row, finds);
        }
    }

    /** What the sources said about that row, in the order of the sources. */
    List<Reason> reasons(int row) {
        return rows.get(batch.itemId(row)).reasons();
    }

    // --- hydrate ------------------------------------------------------------------------------------------------

    private void hydrate() {
        hydrate(
                PLATFORM,
                Set.copyOf(SharedFeatures.ALL),
                writer -> pipeline.sharedFeatures().fill(request, batch, writer));
        for (FeatureProvider provider : scenario.featureProviders()) {
            switch (participation("hydrate", provider)) {
                case YES ->
                    hydrate(provider.id(), provider.outputs(), writer -> provider.provide(request, batch, writer));
                case NO -> {} // nobody writes its outputs: they are missing
                case FAILED -> provider.outputs().forEach(this::failEverywhere);
            }
        }
    }

    private interface Filling {
        void fill(RecordingFeatureWriter writer) throws Exception;
    }

    /** All of what was written counts, or nothing does and every row is FAILED. */
    private void hydrate(ComponentId id, Set<FeatureSpec> outputs, Filling filling) {
        RecordingFeatureWriter writer = new RecordingFeatureWriter(batch.rowCount(), outputs);
        boolean works = attempt("hydrate", id, () -> {
            filling.fill(writer);
            writer.checkNoBreach();
        });
        for (FeatureSpec feature : outputs) {
            if (works) {
                batch.columns().adopt(writer.columns(), feature);
            } else {
                failEverywhere(feature);
            }
        }
    }

    private void failEverywhere(FeatureSpec feature) {
        batch.columns().failAll(feature, batch.rowCount());
    }

    // --- filter and trim ----------------------------------------------------------------------------------------

    private void filter() {
        for (CandidateFilter filter : scenario.filters()) {
            if (!takesPart("filter", filter)) {
                continue;
            }
            RecordingVerdicts verdicts = new RecordingVerdicts(batch);
            boolean works = attempt("filter", filter, () -> {
                filter.apply(request, batch, verdicts);
                verdicts.checkNoBreach();
            });
            if (works) {
                verdicts.dropped().forEach((row, reason) -> drop(row, "filter", filter.id(), reason));
            } else if (filter.onFailure() == CandidateFilter.OnFailure.DROP_ALL) {
                batch.selection().forEach(row -> drop(row, "filter", filter.id(), new ReasonCode("FILTER_FAILED")));
            }
        }
    }

    /** The best by rank in any source stay: scores of different sources do not compare, ranks do. */
    private void trim() {
        List<Integer> byRank = new ArrayList<>(batch.selection());
        byRank.sort(
                Comparator.comparingInt(row -> batch.provenance(row).getFirst().rank()));
        for (int row : byRank.subList(Math.min(pipeline.trimTo(), byRank.size()), byRank.size())) {
            drop(row, "trim", PLATFORM, new ReasonCode("TRIMMED"));
        }
    }

    // --- score and value ----------------------------------------------------------------------------------------

    private void score() {
        scores = new float[scenario.tasks().size()][batch.rowCount()];
        attempt("score", new ComponentId("model"), () -> {
            float[][] scored = pipeline.scoring().score(request, batch, scenario.tasks());
            for (int task = 0; task < scores.length; task++) {
                for (int row : batch.selection()) {
                    scores[task][row] = scored[task][row];
                }
            }
        });
    }

    private void value() {
        values = new float[batch.rowCount()];
        boolean works = attempt(
                "value",
                scenario.valueModel(),
                () -> scenario.valueModel().value(request, batch, taskScores(), values));
        if (!works) {
            values = scores[0].clone();
        }
        for (ScoreAdjuster adjuster : scenario.scoreAdjusters()) {
            if (takesPart("value", adjuster)) {
                adjust(adjuster);
            }
        }
        for (int row : batch.selection()) {
            values[row] = Float.isFinite(values[row]) ? values[row] : Float.NEGATIVE_INFINITY;
        }
    }

    /** All of an adjuster's factors count, or none does. */
    private void adjust(ScoreAdjuster adjuster) {
        float[] factors = new float[batch.rowCount()];
        Arrays.fill(factors, 1);
        boolean works = attempt("value", adjuster, () -> {
            adjuster.adjust(request, batch, factors);
            for (int row : batch.selection()) {
                if (!Float.isFinite(factors[row]) || factors[row] < 0) {
                    throw new ContractBreachException(
                            "row " + row + ": factor " + factors[row] + "; a finite number, 0 or more, is allowed");
                }
            }
        });
        if (works) {
            for (int row : batch.selection()) {
                values[row] = values[row] * factors[row];
            }
        }
    }

    private TaskScores taskScores() {
        return new TaskScores() {
            @Override
            public Set<TaskId> tasks() {
                return Set.copyOf(scenario.tasks());
            }

            @Override
            public ScoreColumn scores(TaskId task) {
                int index = scenario.tasks().indexOf(task);
                if (index < 0) {
                    throw new ContractBreachException("task '" + task + "' read; declared are " + scenario.tasks());
                }
                return row -> scores[index][row];
            }
        };
    }

    // --- safety -------------------------------------------------------------------------------------------------

    /** Judges every row that is still in: the slate is laid over the safe ones only. */
    void dropUnsafeRows() {
        for (int row : batch.selection()) {
            for (SafetyRule rule : scenario.safetyRules()) {
                Optional<ReasonCode> reason = judge(rule, row);
                if (reason.isPresent()) {
                    drop(row, "safety", rule.id(), reason.get());
                    break;
                }
            }
        }
    }

    private Optional<ReasonCode> judge(SafetyRule rule, int row) {
        for (FeatureSpec input : rule.inputs()) {
            if (batch.state(input, row) == FeatureState.FAILED) {
                return Optional.of(new ReasonCode("SAFETY_INPUT_FAILED"));
            }
        }
        Verdict[] verdict = new Verdict[1];
        boolean works = attempt("safety", rule, () -> {
            verdict[0] = rule.judge(request, batch, row);
            if (verdict[0] == null) {
                throw new ContractBreachException("row " + row + ": no verdict; allow or drop is allowed");
            }
        });
        return works ? verdict[0].reason() : Optional.of(new ReasonCode("SAFETY_RULE_FAILED"));
    }

    // --- what all stages share ----------------------------------------------------------------------------------

    private void drop(int row, String stage, ComponentId component, ReasonCode reason) {
        batch.drop(row);
        dropped.add(new ReferenceSlate.Dropped(scenario.id(), batch.itemId(row), stage, component, reason));
    }

    private void dropOnce(ItemId item, String reason) {
        var drop = new ReferenceSlate.Dropped(scenario.id(), item, "merge", PLATFORM, new ReasonCode(reason));
        if (!dropped.contains(drop)) {
            dropped.add(drop);
        }
    }

    /** A component that cannot even say whether it takes part is left out, and the answer is degraded. */
    boolean takesPart(String step, RankingComponent component) {
        return participation(step, component) == Participation.YES;
    }

    private Participation participation(String step, RankingComponent component) {
        boolean[] isEnabled = new boolean[1];
        if (!attempt(step, component, () -> isEnabled[0] = component.isEnabled(request))) {
            return Participation.FAILED;
        }
        return isEnabled[0] ? Participation.YES : Participation.NO;
    }

    private boolean attempt(String step, RankingComponent component, Call call) {
        return attempt(step, component.id(), call);
    }

    /** Whether the call came to its end; if not, the answer is degraded. */
    private boolean attempt(String step, ComponentId component, Call call) {
        try {
            call.run();
            return true;
        } catch (Throwable failure) { // whatever a plugin throws is its failure, never the answer's
            degrade(step, component, failure.toString());
            return false;
        }
    }

    /** The same failure in row after row is told once. */
    void degrade(String step, ComponentId component, String why) {
        String line = step + ": " + component + ": " + why;
        if (!degraded.contains(line)) {
            degraded.add(line);
        }
    }
}
