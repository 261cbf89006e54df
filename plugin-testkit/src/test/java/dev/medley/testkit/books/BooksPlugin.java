package dev.medley.testkit.books;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.candidate.Verdict;
import dev.medley.spi.candidate.Verdicts;
import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.component.ValueModel;
import dev.medley.spi.config.ConfigSchema;
import dev.medley.spi.config.IntProperty;
import dev.medley.spi.config.ScenarioConfig;
import dev.medley.spi.context.CounterGroup;
import dev.medley.spi.context.CounterWindow;
import dev.medley.spi.context.Counters;
import dev.medley.spi.context.ScenarioContext;
import dev.medley.spi.feature.FeatureSchema;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FeatureState;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.feature.FloatFeature;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.plugin.PluginDescriptor;
import dev.medley.spi.plugin.Scenario;
import dev.medley.spi.plugin.ScenarioFactory;
import dev.medley.spi.plugin.ScenarioPlugin;
import dev.medley.spi.plugin.SpiVersion;
import dev.medley.spi.request.RankRequest;
import dev.medley.spi.score.ScoreColumn;
import dev.medley.spi.score.TaskScores;
import dev.medley.spi.slate.SlateConstraint;
import java.util.List;
import java.util.Set;

/** Books: what many read, not what one has read, nothing for adults to children, not one author all the time. */
public final class BooksPlugin implements ScenarioPlugin {
    static final ScenarioId BOOKS = new ScenarioId("books");
    static final SurfaceId SURFACE = new SurfaceId("books");
    static final IntProperty MAX_PER_AUTHOR =
            new IntProperty("max-per-author", 2, 1, 50, "books of one author in a slate");
    static final FloatFeature MIN_AGE = FloatFeature.item("item_min_age_years", 0, "age that the book is for, years");

    @Override
    public PluginDescriptor descriptor() {
        return new PluginDescriptor("books", "1.0.0", SpiVersion.CURRENT, "Library team", "Ranks books.");
    }

    @Override
    public List<ScenarioFactory> scenarioFactories() {
        return List.of(new BooksFactory());
    }

    /** Describes the scenario and creates it. */
    record BooksFactory() implements ScenarioFactory {
        @Override
        public ScenarioId scenario() {
            return BOOKS;
        }

        @Override
        public Set<SurfaceId> surfaces() {
            return Set.of(SURFACE);
        }

        @Override
        public List<TaskId> tasks() {
            return List.of(Tasks.CLICK);
        }

        @Override
        public ConfigSchema configSchema() {
            return ConfigSchema.of(MAX_PER_AUTHOR);
        }

        @Override
        public FeatureSchema featureSchema() {
            return FeatureSchema.of(MIN_AGE);
        }

        @Override
        public Scenario create(ScenarioConfig config, ScenarioContext context) {
            return new Books(config.get(MAX_PER_AUTHOR), context);
        }
    }

    /** The wiring page. */
    record Books(int maxPerAuthor, ScenarioContext context) implements Scenario {
        @Override
        public List<CandidateSource> candidateSources() {
            return List.of(new PopularBooksSource(context.counters()));
        }

        @Override
        public List<FeatureProvider> featureProviders() {
            return List.of(new MinAgeFeatureProvider());
        }

        @Override
        public List<CandidateFilter> filters() {
            return List.of(new AlreadyReadFilter());
        }

        @Override
        public ValueModel valueModel() {
            return new ClickValue();
        }

        @Override
        public List<SlateConstraint> slateConstraints() {
            return List.of(new SlateConstraint.MaxInSlate(
                    new ComponentId("max-per-author"), SharedFeatures.ITEM_AUTHOR, maxPerAuthor));
        }

        @Override
        public List<SafetyRule> safetyRules() {
            return List.of(new MinAgeSafetyRule());
        }
    }

    /** What most readers open. */
    record PopularBooksSource(Counters counters) implements CandidateSource {
        @Override
        public ComponentId id() {
            return new ComponentId("popular-books");
        }

        @Override
        public List<Candidate> fetch(RankRequest request) {
            return counters.top(SURFACE, CounterGroup.all(), CounterWindow.TOTAL, 200).stream()
                    .map(book -> Candidate.of(book.item(), book.score()))
                    .toList();
        }
    }

    /** Reads the attribute {@code min_age}. */
    record MinAgeFeatureProvider() implements FeatureProvider {
        @Override
        public ComponentId id() {
            return new ComponentId("min-age");
        }

        @Override
        public Set<FeatureSpec> outputs() {
            return Set.of(MIN_AGE);
        }

        @Override
        public void provide(RankRequest request, CandidateBatch batch, FeatureWriter writer) {
            for (int row = 0; row < batch.rowCount(); row++) {
                double years = batch.item(row).attributes().number("min_age", Double.NaN);
                if (years >= 0 && years <= 150) {
                    writer.set(MIN_AGE, row, (float) years);
                }
            }
        }
    }

    /** Drops what the user has opened before. */
    record AlreadyReadFilter() implements CandidateFilter {
        @Override
        public ComponentId id() {
            return new ComponentId("already-read");
        }

        @Override
        public void apply(RankRequest request, CandidateBatch batch, Verdicts verdicts) {
            for (int index = 0; index < batch.selectedCount(); index++) {
                int row = batch.selectedRow(index);
                ItemId book = batch.itemId(row);
                if (request.history().stream().anyMatch(read -> read.item().equals(book))) {
                    verdicts.drop(row, new ReasonCode("ALREADY_READ"));
                }
            }
        }
    }

    /** A book is worth what the chance is that it is opened. */
    record ClickValue() implements ValueModel {
        @Override
        public ComponentId id() {
            return new ComponentId("click-value");
        }

        @Override
        public void value(RankRequest request, CandidateBatch batch, TaskScores scores, float[] values) {
            ScoreColumn clicks = scores.scores(Tasks.CLICK);
            for (int index = 0; index < batch.selectedCount(); index++) {
                int row = batch.selectedRow(index);
                values[row] = clicks.get(row);
            }
        }
    }

    /** No book for people older than the user; who is of unknown age is taken for a child. */
    record MinAgeSafetyRule() implements SafetyRule {
        @Override
        public ComponentId id() {
            return new ComponentId("min-age-rule");
        }

        @Override
        public Set<FeatureSpec> inputs() {
            return Set.of(MIN_AGE);
        }

        @Override
        public Verdict judge(RankRequest request, CandidateBatch batch, int row) {
            FloatColumn minAges = batch.floats(MIN_AGE);
            boolean isForAll = minAges.state(row) != FeatureState.PRESENT;
            if (isForAll || request.user().age().orElse(0) >= minAges.get(row)) {
                return Verdict.allow();
            }
            return Verdict.drop(new ReasonCode("BELOW_MIN_AGE"));
        }
    }
}
