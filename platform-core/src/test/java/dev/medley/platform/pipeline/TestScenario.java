package dev.medley.platform.pipeline;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.candidate.Verdict;
import dev.medley.spi.candidate.Verdicts;
import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.component.RerankPolicy;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.component.ValueModel;
import dev.medley.spi.entity.Item;
import dev.medley.spi.failure.RankingException;
import dev.medley.spi.feature.FeatureSchema;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.plugin.RequiredField;
import dev.medley.spi.request.RankRequest;
import dev.medley.spi.score.ScoreColumn;
import dev.medley.spi.score.TaskScores;
import dev.medley.spi.slate.SlateConstraint;
import dev.medley.spi.slate.SlateView;
import dev.medley.testkit.FakeWorld;
import dev.medley.testkit.ReferenceScenario;
import dev.medley.testkit.TaskScoring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ToIntFunction;

/** A scenario put together from functions; its surface has its name, its items are {@code i0, i1, ...}. */
final class TestScenario {
    private final String name;
    private final List<CandidateSource> sources = new ArrayList<>();
    private Optional<CandidateSource> fallback = Optional.empty();
    private final List<FeatureProvider> providers = new ArrayList<>();
    private final List<CandidateFilter> filters = new ArrayList<>();
    private ValueModel valueModel = value("value", (request, batch, scores, values) -> {
        ScoreColumn clicks = scores.scores(Tasks.CLICK);
        for (int i = 0; i < batch.selectedCount(); i++) {
            values[batch.selectedRow(i)] = clicks.get(batch.selectedRow(i));
        }
    });
    private final List<ScoreAdjuster> adjusters = new ArrayList<>();
    private final List<SlateConstraint> constraints = new ArrayList<>();
    private final List<RerankPolicy> policies = new ArrayList<>();
    private final List<SafetyRule> rules = new ArrayList<>();
    private final Set<RequiredField> required = new HashSet<>();
    private FeatureSchema schema = FeatureSchema.empty();

    TestScenario(String name) {
        this.name = name;
    }

    /** Puts so many items of the scenario's surface into the world. */
    TestScenario items(FakeWorld world, int count) {
        for (int i = 0; i < count; i++) {
            world.items().put(Item.of(item(i), "item " + i).withAuthor("author-" + i % 7));
        }
        return this;
    }

    ItemId item(int number) {
        return ItemId.of(name, "i" + number);
    }

    ScenarioId id() {
        return new ScenarioId(name);
    }

    /** A source of items {@code from} to below {@code to}. */
    TestScenario source(String id, int from, int to) {
        List<Candidate> finds = new ArrayList<>();
        for (int i = from; i < to; i++) {
            finds.add(Candidate.of(item(i), to - i));
        }
        return source(id, request -> finds);
    }

    TestScenario source(String id, Fetch fetch) {
        sources.add(sourceOf(id, fetch));
        return this;
    }

    TestScenario fallback(String id, Fetch fetch) {
        fallback = Optional.of(sourceOf(id, fetch));
        return this;
    }

    TestScenario schema(FeatureSpec... features) {
        schema = FeatureSchema.of(features);
        return this;
    }

    TestScenario provider(String id, Set<FeatureSpec> outputs, Provide provide) {
        return provider(id, Set.of(), outputs, provide);
    }

    TestScenario provider(String id, Set<FeatureSpec> inputs, Set<FeatureSpec> outputs, Provide provide) {
        ComponentId componentId = new ComponentId(id);
        providers.add(new FeatureProvider() {
            @Override
            public ComponentId id() {
                return componentId;
            }

            @Override
            public Set<FeatureSpec> inputs() {
                return inputs;
            }

            @Override
            public Set<FeatureSpec> outputs() {
                return outputs;
            }

            @Override
            public void provide(RankRequest request, CandidateBatch batch, FeatureWriter writer)
                    throws RankingException, InterruptedException {
                provide.provide(request, batch, writer);
            }
        });
        return this;
    }

    TestScenario filter(String id, CandidateFilter.OnFailure onFailure, Filter filter) {
        ComponentId componentId = new ComponentId(id);
        filters.add(new CandidateFilter() {
            @Override
            public ComponentId id() {
                return componentId;
            }

            @Override
            public OnFailure onFailure() {
                return onFailure;
            }

            @Override
            public void apply(RankRequest request, CandidateBatch batch, Verdicts verdicts) {
                filter.apply(request, batch, verdicts);
            }
        });
        return this;
    }

    TestScenario value(Value value) {
        valueModel = value("value", value);
        return this;
    }

    TestScenario adjuster(String id, Adjust adjust) {
        ComponentId componentId = new ComponentId(id);
        adjusters.add(new ScoreAdjuster() {
            @Override
            public ComponentId id() {
                return componentId;
            }

            @Override
            public void adjust(RankRequest request, CandidateBatch batch, float[] factors) {
                adjust.adjust(request, batch, factors);
            }
        });
        return this;
    }

    TestScenario constraints(SlateConstraint... more) {
        constraints.addAll(Arrays.asList(more));
        return this;
    }

    TestScenario policy(String id, Gains gains) {
        ComponentId componentId = new ComponentId(id);
        policies.add(new RerankPolicy() {
            @Override
            public ComponentId id() {
                return componentId;
            }

            @Override
            public void gains(RankRequest request, CandidateBatch batch, SlateView slate, float[] advice) {
                gains.gains(request, batch, slate, advice);
            }
        });
        return this;
    }

    TestScenario rule(String id, Set<FeatureSpec> inputs, Judge judge) {
        ComponentId componentId = new ComponentId(id);
        rules.add(new SafetyRule() {
            @Override
            public ComponentId id() {
                return componentId;
            }

            @Override
            public Set<FeatureSpec> inputs() {
                return inputs;
            }

            @Override
            public Verdict judge(RankRequest request, CandidateBatch batch, int row) {
                return judge.judge(request, batch, row);
            }
        });
        return this;
    }

    TestScenario requires(RequiredField field) {
        required.add(field);
        return this;
    }

    ReferenceScenario build() {
        return new ReferenceScenario(
                id(),
                Set.of(new SurfaceId(name)),
                List.of(Tasks.CLICK),
                required,
                schema,
                sources,
                fallback,
                providers,
                filters,
                valueModel,
                adjusters,
                constraints,
                policies,
                rules);
    }

    /** A command for ten places with a seed; complete it where more is needed. */
    static RankCommand command(int limit) {
        return command(limit, 1);
    }

    static RankCommand command(int limit, long seed) {
        return new RankCommand(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit,
                Map.of(),
                Set.of(),
                List.of(),
                Optional.of(Duration.ofSeconds(5)),
                OptionalLong.of(seed),
                false);
    }

    /** The model's score is the item's number, by a function. */
    static TaskScoring byNumber(ToIntFunction<Integer> scoreOf) {
        return (request, batch, tasks) -> {
            float[][] scores = new float[tasks.size()][batch.rowCount()];
            for (float[] column : scores) {
                for (int row = 0; row < column.length; row++) {
                    int number = Integer.parseInt(batch.itemId(row).key().substring(1));
                    column[row] = scoreOf.applyAsInt(number) / 1_000f;
                }
            }
            return scores;
        };
    }

    private static CandidateSource sourceOf(String id, Fetch fetch) {
        ComponentId componentId = new ComponentId(id);
        return new CandidateSource() {
            @Override
            public ComponentId id() {
                return componentId;
            }

            @Override
            public List<Candidate> fetch(RankRequest request) throws RankingException, InterruptedException {
                return fetch.fetch(request);
            }
        };
    }

    private static ValueModel value(String id, Value value) {
        ComponentId componentId = new ComponentId(id);
        return new ValueModel() {
            @Override
            public ComponentId id() {
                return componentId;
            }

            @Override
            public void value(RankRequest request, CandidateBatch batch, TaskScores scores, float[] values) {
                value.value(request, batch, scores, values);
            }
        };
    }

    interface Fetch {
        List<Candidate> fetch(RankRequest request) throws RankingException, InterruptedException;
    }

    interface Provide {
        void provide(RankRequest request, CandidateBatch batch, FeatureWriter writer)
                throws RankingException, InterruptedException;
    }

    interface Filter {
        void apply(RankRequest request, CandidateBatch batch, Verdicts verdicts);
    }

    interface Value {
        void value(RankRequest request, CandidateBatch batch, TaskScores scores, float[] values);
    }

    interface Adjust {
        void adjust(RankRequest request, CandidateBatch batch, float[] factors);
    }

    interface Gains {
        void gains(RankRequest request, CandidateBatch batch, SlateView slate, float[] gains);
    }

    interface Judge {
        Verdict judge(RankRequest request, CandidateBatch batch, int row);
    }
}
