package dev.medley.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Verdict;
import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.component.RankingComponent;
import dev.medley.spi.component.RerankPolicy;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.component.ValueModel;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.request.RankRequest;
import dev.medley.spi.score.ScoreColumn;
import dev.medley.spi.score.TaskScores;
import dev.medley.spi.slate.SlateView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * One call of one component. Making it checks what the contract says of the result; the result can be compared with that
 * of another call.
 *
 * @param name who is called
 * @param call makes the call
 */
record Observation(String name, Callable<Object> call) {
    private static final int MAX_CANDIDATES = 10_000;

    /** The result; whatever goes wrong is told with the component's name. */
    Object result() {
        try {
            return call.call();
        } catch (Exception | LinkageError | AssertionError failure) {
            throw new AssertionError(name + ": " + failure.getMessage(), failure);
        }
    }

    /** A call of every component that takes part in the request. */
    static List<Observation> all(Subject subject, RankRequest request, TestBatch batch) {
        List<Observation> all = new ArrayList<>();
        ReferenceScenario parts = subject.parts;
        List<CandidateSource> sources = new ArrayList<>(parts.sources());
        parts.fallbackSource().ifPresent(sources::add);
        for (CandidateSource source : enabled(sources, request)) {
            all.add(new Observation("source " + source.id(), () -> finds(parts, source, request)));
        }
        for (FeatureProvider provider : enabled(parts.featureProviders(), request)) {
            all.add(new Observation("provider " + provider.id(), () -> columns(provider, request, batch)));
        }
        for (CandidateFilter filter : enabled(parts.filters(), request)) {
            all.add(new Observation("filter " + filter.id(), () -> verdicts(filter, request, batch)));
        }
        ValueModel model = parts.valueModel();
        all.add(new Observation("value model " + model.id(), () -> values(parts, model, request, batch)));
        for (ScoreAdjuster adjuster : enabled(parts.scoreAdjusters(), request)) {
            all.add(new Observation("adjuster " + adjuster.id(), () -> factors(adjuster, request, batch)));
        }
        for (RerankPolicy policy : enabled(parts.rerankPolicies(), request)) {
            all.add(new Observation("policy " + policy.id(), () -> gains(policy, request, batch)));
        }
        for (SafetyRule rule : parts.safetyRules()) {
            all.add(new Observation("safety rule " + rule.id(), () -> judgements(rule, request, batch)));
        }
        return all;
    }

    private static <C extends RankingComponent> List<C> enabled(List<C> components, RankRequest request) {
        return components.stream()
                .filter(component -> component.isEnabled(request))
                .toList();
    }

    private static List<Candidate> finds(ReferenceScenario parts, CandidateSource source, RankRequest request)
            throws Exception {
        List<Candidate> finds = source.fetch(request);
        assertNotNull(finds, "the list of finds");
        assertTrue(finds.size() <= MAX_CANDIDATES, () -> finds.size() + " finds; at most 10000 are allowed");
        Set<ItemId> seen = new HashSet<>();
        for (Candidate find : finds) {
            assertTrue(
                    parts.surfaces().contains(find.item().surface()),
                    () -> find.item() + " is not of the scenario's surfaces " + parts.surfaces());
            assertTrue(seen.add(find.item()), () -> find.item() + " is found twice");
        }
        return List.copyOf(finds);
    }

    /** The provider reads what it declares; the writer takes what it declares and nothing that is not finite. */
    private static List<String> columns(FeatureProvider provider, RankRequest request, TestBatch batch)
            throws Exception {
        RecordingFeatureWriter writer = new RecordingFeatureWriter(batch.rowCount(), provider.outputs());
        provider.provide(request, new WatchedBatch(batch, Subject.with(provider.inputs())), writer);
        writer.checkNoBreach();
        return provider.outputs().stream()
                .map(feature -> writer.columns().describe(feature, batch.rowCount()))
                .sorted()
                .toList();
    }

    private static String verdicts(CandidateFilter filter, RankRequest request, TestBatch batch) {
        RecordingVerdicts verdicts = new RecordingVerdicts(batch);
        filter.apply(request, batch, verdicts);
        verdicts.checkNoBreach();
        assertTrue(
                verdicts.notSelected().isEmpty(),
                () -> "dropped rows that are not selected: " + verdicts.notSelected() + "; loop over selectedRow(i)");
        return verdicts.dropped().toString();
    }

    /**
     * Values are written or added up, but no selected row may be left out: what stands in an array before the call must
     * make no difference to any row, or to every row.
     */
    private static List<Float> values(ReferenceScenario parts, ValueModel model, RankRequest request, TestBatch batch) {
        TaskScores scores = scores(parts, request, batch);
        float[] values = new float[batch.rowCount()];
        model.value(request, batch, scores, values);
        float[] overSevens = new float[batch.rowCount()];
        Arrays.fill(overSevens, 7);
        model.value(request, batch, scores, overSevens);
        List<Integer> untouched = new ArrayList<>();
        for (int row : batch.selection()) {
            assertTrue(Float.isFinite(values[row]), () -> "row " + row + " has the value " + values[row]);
            if (values[row] == 0 && overSevens[row] == 7) {
                untouched.add(row);
            }
        }
        boolean addsUp = !untouched.isEmpty()
                && untouched.size() < batch.selectedCount()
                && batch.selection().stream().noneMatch(row -> values[row] == overSevens[row]);
        assertTrue(addsUp || untouched.isEmpty(), () -> "wrote no value in the selected rows " + untouched);
        return selected(values, batch);
    }

    private static TaskScores scores(ReferenceScenario parts, RankRequest request, TestBatch batch) {
        float[][] scores = TaskScoring.byHash().score(request, batch, parts.tasks());
        return new TaskScores() {
            @Override
            public Set<TaskId> tasks() {
                return Set.copyOf(parts.tasks());
            }

            @Override
            public ScoreColumn scores(TaskId task) {
                int index = parts.tasks().indexOf(task);
                assertFalse(index < 0, () -> "task '" + task + "' read; declared are " + parts.tasks());
                return row -> scores[index][row];
            }
        };
    }

    private static List<Float> factors(ScoreAdjuster adjuster, RankRequest request, TestBatch batch) {
        float[] factors = new float[batch.rowCount()];
        Arrays.fill(factors, 1);
        adjuster.adjust(request, batch, factors);
        for (int row : batch.selection()) {
            assertTrue(
                    Float.isFinite(factors[row]) && factors[row] >= 0,
                    () -> "row " + row + " has the factor " + factors[row] + "; finite, 0 or more, is allowed");
        }
        return selected(factors, batch);
    }

    /** Its gains for the first place, and for one after some rows were placed. */
    private static List<Float> gains(RerankPolicy policy, RankRequest request, TestBatch batch) {
        List<Float> all = new ArrayList<>();
        for (int placed : new int[] {0, Math.min(3, batch.selectedCount())}) {
            float[] gains = new float[batch.rowCount()];
            policy.gains(request, batch, view(batch, placed, request.limit()), gains);
            for (int row : batch.selection()) {
                assertTrue(Float.isFinite(gains[row]), () -> "row " + row + " has the gain " + gains[row]);
            }
            all.addAll(selected(gains, batch));
        }
        return all;
    }

    private static SlateView view(TestBatch batch, int placed, int limit) {
        return new SlateView() {
            @Override
            public int size() {
                return placed;
            }

            @Override
            public int limit() {
                return limit;
            }

            @Override
            public int row(int position) {
                return batch.selectedRow(position);
            }
        };
    }

    /** The rule reads what it declares, the shared features included: where one of them has failed it is not asked. */
    private static List<Verdict> judgements(SafetyRule rule, RankRequest request, TestBatch batch) {
        WatchedBatch watched = new WatchedBatch(batch, Set.copyOf(rule.inputs()));
        List<Verdict> verdicts = new ArrayList<>();
        for (int row : batch.selection()) {
            Verdict verdict = rule.judge(request, watched, row);
            assertNotNull(verdict, () -> "the verdict on row " + row);
            verdicts.add(verdict);
        }
        return verdicts;
    }

    private static List<Float> selected(float[] numbers, TestBatch batch) {
        List<Float> selected = new ArrayList<>();
        for (int row : batch.selection()) {
            selected.add(numbers[row]);
        }
        return selected;
    }
}
