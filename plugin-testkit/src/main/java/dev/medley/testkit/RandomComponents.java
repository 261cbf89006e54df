package dev.medley.testkit;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.candidate.Verdict;
import dev.medley.spi.candidate.Verdicts;
import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.component.RerankPolicy;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.component.ValueModel;
import dev.medley.spi.failure.RankingException;
import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.feature.FeatureSchema;
import dev.medley.spi.feature.FeatureScope;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FeatureState;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.feature.FloatFeature;
import dev.medley.spi.feature.IdColumn;
import dev.medley.spi.feature.IdFeature;
import dev.medley.spi.feature.IdListFeature;
import dev.medley.spi.feature.VectorFeature;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.request.RankRequest;
import dev.medley.spi.score.ScoreColumn;
import dev.medley.spi.score.TaskScores;
import dev.medley.spi.slate.SlateView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * What random scenarios consist of. What a component does to a row follows from a hash of the item and the component's
 * salt, so it is the same in every order, on every thread and in every implementation.
 */
final class RandomComponents {
    static final IdFeature GROUP = IdFeature.item("item_group", "one of four groups");
    static final FloatFeature PRICE = FloatFeature.item("item_price_cents", -1, "price");
    static final FloatFeature MOOD = FloatFeature.user("user_mood", 0.5f, "mood");
    static final FloatFeature MATCH = FloatFeature.userItem("user_item_match", 0, "how price and mood go together");
    static final IdListFeature TAGS = new IdListFeature("item_tags", FeatureScope.ITEM, 3, "tags");
    static final VectorFeature PLACE = new VectorFeature("item_place", FeatureScope.ITEM, 2, "place");
    static final FeatureSchema SCHEMA = FeatureSchema.of(GROUP, PRICE, MOOD, MATCH, TAGS, PLACE);

    private static final FloatFeature UNDECLARED = FloatFeature.item("item_undeclared", 0, "nobody declares it");

    private RandomComponents() {}

    /** A number from 0 to below the bound. */
    private static int draw(long salt, ItemId item, int bound) {
        return (int) Long.remainderUnsigned(FeatureHash.cross(salt, FeatureHash.of(item.toString())), bound);
    }

    record ListSource(ComponentId id, Fault fault, List<Candidate> finds, int breach) implements CandidateSource {
        @Override
        public boolean isEnabled(RankRequest request) {
            return fault.isEnabled();
        }

        @Override
        public List<Candidate> fetch(RankRequest request) throws RankingException, InterruptedException {
            fault.strike();
            if (fault != Fault.BREACHES) {
                return finds;
            }
            return switch (breach) {
                case 0 -> null;
                case 1 -> throw RankingException.dependency("the service does not answer", null);
                case 2 -> throw new InterruptedException("somebody interrupted");
                case 3 -> tooMany(request);
                default -> withForeignItem();
            };
        }

        private static List<Candidate> tooMany(RankRequest request) {
            Candidate unknown = Candidate.of(ItemId.of(request.scenario().value(), "unknown-0"), 0);
            return Collections.nCopies(10_001, unknown);
        }

        private List<Candidate> withForeignItem() {
            List<Candidate> all = new ArrayList<>(finds);
            all.add(Candidate.of(ItemId.of("foreign", "i0"), 1));
            return all;
        }

        @Override
        public String toString() {
            return id + " " + fault + " " + finds.size();
        }
    }

    /** Writes group and price, leaving some cells out and failing others. */
    record FactProvider(ComponentId id, Fault fault, long salt) implements FeatureProvider {
        @Override
        public boolean isEnabled(RankRequest request) {
            return fault.isEnabled();
        }

        @Override
        public Set<FeatureSpec> outputs() {
            return Set.of(GROUP, PRICE);
        }

        @Override
        public void provide(RankRequest request, CandidateBatch batch, FeatureWriter writer) {
            for (int row = 0; row < batch.rowCount(); row++) {
                int drawn = draw(salt, batch.itemId(row), 16);
                if (drawn == 0) {
                    writer.fail(GROUP, row);
                    writer.fail(PRICE, row);
                } else if (drawn > 1) {
                    writer.set(GROUP, row, (long) (drawn % 5));
                    writer.set(PRICE, row, drawn * 10f);
                }
            }
            fault.strike();
            if (fault == Fault.BREACHES) {
                writer.set(UNDECLARED, 0, 1f);
            }
        }
    }

    record MoodProvider(ComponentId id, Fault fault) implements FeatureProvider {
        @Override
        public boolean isEnabled(RankRequest request) {
            return fault.isEnabled();
        }

        @Override
        public Set<FeatureSpec> outputs() {
            return Set.of(MOOD);
        }

        @Override
        public void provide(RankRequest request, CandidateBatch batch, FeatureWriter writer) {
            fault.strike();
            float mood = request.random(id).nextInt(8) / 8f;
            writer.set(MOOD, 0, fault == Fault.BREACHES ? Float.NaN : mood);
        }
    }

    /** Reads what two others write. */
    record MatchProvider(ComponentId id, Fault fault) implements FeatureProvider {
        @Override
        public boolean isEnabled(RankRequest request) {
            return fault.isEnabled();
        }

        @Override
        public Set<FeatureSpec> outputs() {
            return Set.of(MATCH);
        }

        @Override
        public Set<FeatureSpec> inputs() {
            return Set.of(PRICE, MOOD);
        }

        @Override
        public void provide(RankRequest request, CandidateBatch batch, FeatureWriter writer) {
            FloatColumn prices = batch.floats(PRICE);
            FloatColumn moods = batch.floats(MOOD);
            float[] matches = new float[batch.rowCount() + (fault == Fault.BREACHES ? 1 : 0)];
            for (int row = 0; row < batch.rowCount(); row++) {
                matches[row] = prices.get(row) * moods.get(row) / 100;
            }
            writer.setAll(MATCH, matches);
            for (int row = 0; row < batch.rowCount(); row++) {
                if (prices.state(row) == FeatureState.FAILED) {
                    writer.fail(MATCH, row);
                }
            }
            fault.strike();
        }
    }

    /** Lists and vectors, made of the group. */
    record TagProvider(ComponentId id, Fault fault) implements FeatureProvider {
        @Override
        public boolean isEnabled(RankRequest request) {
            return fault.isEnabled();
        }

        @Override
        public Set<FeatureSpec> outputs() {
            return Set.of(TAGS, PLACE);
        }

        @Override
        public Set<FeatureSpec> inputs() {
            return Set.of(GROUP);
        }

        @Override
        public void provide(RankRequest request, CandidateBatch batch, FeatureWriter writer) {
            IdColumn groups = batch.ids(GROUP);
            for (int row = 0; row < batch.rowCount(); row++) {
                long group = groups.get(row);
                writer.set(TAGS, row, new long[(int) group % 3 + (fault == Fault.BREACHES ? 2 : 0)]);
                writer.set(PLACE, row, new float[] {group, row});
                fault.strike();
            }
        }
    }

    /** Drops one in so many. It looks at all rows, also at those that are out already, and names some twice. */
    record HashFilter(ComponentId id, Fault fault, long salt, int oneIn, OnFailure onFailure)
            implements CandidateFilter {
        @Override
        public boolean isEnabled(RankRequest request) {
            return fault.isEnabled();
        }

        @Override
        public void apply(RankRequest request, CandidateBatch batch, Verdicts verdicts) {
            for (int row = 0; row < batch.rowCount(); row++) {
                if (draw(salt, batch.itemId(row), oneIn) == 0) {
                    verdicts.drop(row, new ReasonCode("HASHED"));
                    verdicts.drop(row, new ReasonCode("HASHED_AGAIN"));
                }
            }
            fault.strike();
            if (fault == Fault.BREACHES) {
                verdicts.drop(salt % 2 == 0 ? -1 : batch.rowCount(), new ReasonCode("NO_SUCH_ROW"));
            }
        }
    }

    /** Mixes the tasks and a feature; now and then a value is not a number. */
    record WeightedValue(ComponentId id, Fault fault, long salt) implements ValueModel {
        @Override
        public boolean isEnabled(RankRequest request) {
            return fault.isEnabled();
        }

        @Override
        public void value(RankRequest request, CandidateBatch batch, TaskScores scores, float[] values) {
            FloatColumn matches = batch.floats(MATCH);
            for (int index = 0; index < batch.selectedCount(); index++) {
                int row = batch.selectedRow(index);
                float value = 0.25f * matches.get(row);
                for (var task : scores.tasks().stream().sorted().toList()) {
                    ScoreColumn column = scores.scores(task);
                    value += 0.3f * column.get(row);
                }
                values[row] = value;
                if (fault == Fault.BREACHES) {
                    values[row] = switch (draw(salt, batch.itemId(row), 6)) {
                        case 0 -> Float.NaN;
                        case 1 -> Float.POSITIVE_INFINITY;
                        case 2 -> Float.NEGATIVE_INFINITY;
                        default -> value;
                    };
                }
            }
            fault.strike();
        }
    }

    /** Factors of 0 to 1.75; a breach is a negative factor, or one that is not finite, in a row or two. */
    record HashAdjuster(ComponentId id, Fault fault, long salt) implements ScoreAdjuster {
        @Override
        public boolean isEnabled(RankRequest request) {
            return fault.isEnabled();
        }

        @Override
        public void adjust(RankRequest request, CandidateBatch batch, float[] factors) {
            for (int row = 0; row < batch.rowCount(); row++) {
                int drawn = draw(salt, batch.itemId(row), 8);
                factors[row] = drawn / 4f;
                if (fault == Fault.BREACHES && drawn == 3) {
                    factors[row] = salt % 2 == 0 ? Float.NaN : -1;
                }
            }
            fault.strike();
        }
    }

    /** Discounts groups that have been shown; it fails at one place, if it does. */
    record SpreadPolicy(ComponentId id, Fault fault, IdFeature group, float discount, int faultAtSize)
            implements RerankPolicy {
        @Override
        public boolean isEnabled(RankRequest request) {
            return fault.isEnabled();
        }

        @Override
        public void gains(RankRequest request, CandidateBatch batch, SlateView slate, float[] gains) {
            IdColumn groups = batch.ids(group);
            for (int row = 0; row < batch.rowCount(); row++) {
                for (int position = 0; position < slate.size(); position++) {
                    if (groups.get(slate.row(position)) == groups.get(row)) {
                        gains[row] -= discount;
                    }
                }
                if (fault == Fault.BREACHES && slate.size() == faultAtSize) {
                    gains[row] = Float.NaN;
                }
            }
            if (slate.size() == faultAtSize) {
                fault.strike();
            }
        }
    }

    /** Forbids one in so many, and fails for some, if it does. It is asked even where it says that it is not enabled. */
    record HashRule(ComponentId id, Fault fault, long salt, int oneIn, Set<FeatureSpec> inputs) implements SafetyRule {
        @Override
        public boolean isEnabled(RankRequest request) {
            return fault.isEnabled();
        }

        @Override
        public Verdict judge(RankRequest request, CandidateBatch batch, int row) {
            int drawn = draw(salt, batch.itemId(row), oneIn * 2);
            if (drawn == 0 || drawn == 1) {
                return Verdict.drop(new ReasonCode("FORBIDDEN"));
            }
            if (drawn == 2) {
                fault.strike();
                return fault == Fault.BREACHES ? null : Verdict.allow();
            }
            return Verdict.allow();
        }
    }
}
