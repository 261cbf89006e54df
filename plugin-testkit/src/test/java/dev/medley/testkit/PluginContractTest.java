package dev.medley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import dev.medley.spi.config.ConfigProperty;
import dev.medley.spi.config.ConfigSchema;
import dev.medley.spi.config.IntProperty;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.context.ScenarioContext;
import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.feature.FloatFeature;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;
import dev.medley.spi.plugin.PluginDescriptor;
import dev.medley.spi.plugin.Scenario;
import dev.medley.spi.plugin.ScenarioPlugin;
import dev.medley.spi.request.RankRequest;
import dev.medley.spi.score.TaskScores;
import dev.medley.spi.slate.SlateConstraint;
import dev.medley.spi.slate.SlateView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each bad plugin fails the check that is there for it. */
class PluginContractTest {
    private static final ItemId BOOK = ItemId.of("books", "book-0");
    private static final ComponentId BAD = new ComponentId("bad");

    private static FakeWorld world() {
        FakeWorld world = new FakeWorld();
        UserId ada = new UserId("ada");
        world.users().put(ada, UserProfile.of(30, "GB"));
        for (int i = 0; i < 12; i++) {
            ItemId id = ItemId.of("books", "book-" + i);
            world.items()
                    .put(Item.of(id, "Book " + i)
                            .withAuthor("author-" + i % 4)
                            .withAttributes(Attributes.of(Map.of("min_age", i))));
            world.interactions().add(new UserId("reader"), id, InteractionType.CLICK, world.now());
        }
        world.interactions().add(ada, ItemId.of("books", "book-3"), InteractionType.CLICK, world.now());
        return world;
    }

    /** The messages of the tests that fail, each after its test's name. */
    private static List<String> failures(ScenarioPlugin plugin) {
        List<String> failures = new ArrayList<>();
        PluginContract.of(() -> plugin)
                .withWorld(world())
                .withRandomWorlds(5)
                .tests()
                .forEach(test -> {
                    try {
                        test.getExecutable().execute();
                    } catch (Throwable failure) {
                        failures.add(test.getDisplayName() + ": " + failure.getMessage());
                    }
                });
        return failures;
    }

    private static void assertFails(
            String check, String message, BiFunction<Scenario, ScenarioContext, Scenario> doctor) {
        List<String> failures = failures(new DoctoredPlugin(DoctoredPlugin.SOUND, doctor));
        assertTrue(
                failures.stream().anyMatch(failure -> failure.contains(check) && failure.contains(message)),
                () -> "no failure of '" + check + "' with '" + message + "' in\n" + String.join("\n", failures));
    }

    /** The wrapper's one part replaced. */
    private static BiFunction<Scenario, ScenarioContext, Scenario> with(UnaryOperator<Scenario> doctor) {
        return (good, context) -> doctor.apply(good);
    }

    @Test
    void aSoundPluginPassesButForItsServiceEntry() {
        List<String> failures = failures(new DoctoredPlugin(DoctoredPlugin.SOUND, (good, context) -> good));
        assertEquals(1, failures.size(), failures::toString);
        assertTrue(failures.getFirst().contains("META-INF/services"), failures::toString);
    }

    @Test
    void aBadDescriptorIsNamed() {
        PluginDescriptor wrongVersion = new PluginDescriptor("books", "1", 99, "team", "Ranks.");
        List<String> failures = failures(new DoctoredPlugin(wrongVersion, (good, context) -> good));
        assertTrue(failures.stream().anyMatch(failure -> failure.contains("SpiVersion.CURRENT")), failures::toString);
    }

    @Test
    void aKeyOfThePlatformsIsNamed() {
        List<ConfigProperty<?>> keys = new ArrayList<>(new DoctoredPlugin(DoctoredPlugin.SOUND, (good, context) -> good)
                .configSchema()
                .properties());
        keys.add(new IntProperty("rerank-books", 1, 0, 2, "how many"));
        ConfigSchema schema = ConfigSchema.of(keys.toArray(ConfigProperty<?>[]::new));
        List<String> failures = failures(new DoctoredPlugin(DoctoredPlugin.SOUND, schema, (good, context) -> good));
        assertTrue(
                failures.stream().anyMatch(failure -> failure.contains("rerank-books is a key of the platform's")),
                failures::toString);
    }

    @Test
    void aLeakedSubscriptionIsNoticed() {
        assertFails("created and closed", "subscriptions", (good, context) -> {
            context.catalog().follow(new SurfaceId("books"), new Catalog.ItemListener() {
                @Override
                public void onItem(Item item) {}

                @Override
                public void onRemoved(ItemId item) {}
            });
            return good;
        });
    }

    @Test
    void aSourceIsHeldToItsSurfaces() {
        assertFails(
                "500 rows",
                "is not of the scenario's surfaces",
                sources(request -> List.of(Candidate.of(ItemId.of("films", "alien"), 1))));
    }

    @Test
    void aSourceIsHeldToFindThingsOnce() {
        assertFails(
                "500 rows",
                "is found twice",
                sources(request -> List.of(Candidate.of(BOOK, 1), Candidate.of(BOOK, 1))));
    }

    @Test
    void aSourceThatThrowsForStrangersIsNoticed() {
        assertFails("random requests", "No value present", sources(request -> {
            request.user().age().orElseThrow();
            return List.of(Candidate.of(BOOK, 1));
        }));
    }

    @Test
    void aSourceThatThrowsForGuestsIsNoticed() {
        assertFails("guests, strangers", "No value present", sources(request -> {
            request.userId().orElseThrow();
            return List.of(Candidate.of(BOOK, 1));
        }));
    }

    @Test
    void aComponentThatCountsItsCallsIsNotPure() {
        AtomicInteger calls = new AtomicInteger();
        assertFails(
                "components are pure",
                "called twice",
                sources(request -> List.of(Candidate.of(BOOK, calls.incrementAndGet()))));
        assertFails(
                "the same request gives the same slate",
                "asked again",
                sources(request -> List.of(Candidate.of(BOOK, calls.incrementAndGet()))));
    }

    @Test
    void emptySlatesEverywhereAreNoticed() {
        assertFails("finds something", "every slate is empty", sources(request -> List.of()));
    }

    private interface Finding {
        List<Candidate> find(RankRequest request);
    }

    private static BiFunction<Scenario, ScenarioContext, Scenario> sources(Finding finding) {
        return with(good -> new ScenarioWrapper(good) {
            @Override
            public List<CandidateSource> candidateSources() {
                return List.of(new CandidateSource() {
                    @Override
                    public ComponentId id() {
                        return BAD;
                    }

                    @Override
                    public List<Candidate> fetch(RankRequest request) {
                        return finding.find(request);
                    }
                });
            }
        });
    }

    @Test
    void aProviderIsHeldToWhatItDeclares() {
        FloatFeature other = FloatFeature.item("item_other", 0, "not in the schema");
        assertFails("exactly one provider", "no provider writes item_min_age_years", providers(Set.of(other), other));
        assertFails("exactly one provider", "which the schema does not have", providers(Set.of(other), other));
        assertFails("500 rows", "written; declared outputs are", providers(Set.of(), other));
    }

    private static BiFunction<Scenario, ScenarioContext, Scenario> providers(
            Set<FeatureSpec> outputs, FloatFeature written) {
        return with(good -> new ScenarioWrapper(good) {
            @Override
            public List<FeatureProvider> featureProviders() {
                return List.of(new FeatureProvider() {
                    @Override
                    public ComponentId id() {
                        return BAD;
                    }

                    @Override
                    public Set<FeatureSpec> outputs() {
                        return outputs;
                    }

                    @Override
                    public void provide(RankRequest request, CandidateBatch batch, FeatureWriter writer) {
                        for (int row = 0; row < batch.rowCount(); row++) {
                            writer.set(written, row, 1f);
                        }
                    }
                });
            }
        });
    }

    @Test
    void aFilterIsHeldToTheSelection() {
        assertFails("500 rows", "dropped rows that are not selected", with(good -> new ScenarioWrapper(good) {
            @Override
            public List<CandidateFilter> filters() {
                return List.of(new CandidateFilter() {
                    @Override
                    public ComponentId id() {
                        return BAD;
                    }

                    @Override
                    public void apply(RankRequest request, CandidateBatch batch, Verdicts verdicts) {
                        for (int row = 0; row < batch.rowCount(); row++) {
                            verdicts.drop(row, new ReasonCode("ANY"));
                        }
                    }
                });
            }
        }));
    }

    @Test
    void aValueModelIsHeldToWriteEveryRow() {
        assertFails("500 rows", "wrote no value in the selected rows", with(good -> new ScenarioWrapper(good) {
            @Override
            public ValueModel valueModel() {
                return new ValueModel() {
                    @Override
                    public ComponentId id() {
                        return BAD;
                    }

                    @Override
                    public void value(RankRequest request, CandidateBatch batch, TaskScores scores, float[] values) {
                        for (int index = 1; index < batch.selectedCount(); index++) {
                            values[batch.selectedRow(index)] = 1;
                        }
                    }
                };
            }
        }));
    }

    @Test
    void anAdjusterIsHeldToItsFactors() {
        assertFails("500 rows", "has the factor -1.0", with(good -> new ScenarioWrapper(good) {
            @Override
            public List<ScoreAdjuster> scoreAdjusters() {
                return List.of(new ScoreAdjuster() {
                    @Override
                    public ComponentId id() {
                        return BAD;
                    }

                    @Override
                    public void adjust(RankRequest request, CandidateBatch batch, float[] factors) {
                        Arrays.fill(factors, -1);
                    }
                });
            }
        }));
    }

    @Test
    void aPolicyIsHeldToItsGains() {
        assertFails("500 rows", "has the gain NaN", with(good -> new ScenarioWrapper(good) {
            @Override
            public List<RerankPolicy> rerankPolicies() {
                return List.of(new RerankPolicy() {
                    @Override
                    public ComponentId id() {
                        return BAD;
                    }

                    @Override
                    public void gains(RankRequest request, CandidateBatch batch, SlateView slate, float[] gains) {
                        Arrays.fill(gains, Float.NaN);
                    }
                });
            }
        }));
    }

    @Test
    void aSafetyRuleIsHeldToDeclareWhatItReads() {
        assertFails("500 rows", "is not among inputs()", with(good -> new ScenarioWrapper(good) {
            @Override
            public List<SafetyRule> safetyRules() {
                return List.of(new SafetyRule() {
                    @Override
                    public ComponentId id() {
                        return BAD;
                    }

                    @Override
                    public Verdict judge(RankRequest request, CandidateBatch batch, int row) {
                        return batch.floats(SharedFeatures.ITEM_AGE_DAYS).get(row) >= 0 ? Verdict.allow() : null;
                    }
                });
            }
        }));
    }

    @Test
    void twoComponentsOfOneNameAreNoticed() {
        assertFails("component ids are unique", "min-age-rule", with(good -> new ScenarioWrapper(good) {
            @Override
            public List<SlateConstraint> slateConstraints() {
                return List.of(new SlateConstraint.Pinned(new ComponentId("min-age-rule"), BOOK, 0));
            }
        }));
    }

    @Test
    void aComponentThatCannotSayWhetherItTakesPartIsNoticed() {
        assertFails("isEnabled never throws", "bad.isEnabled", with(good -> new ScenarioWrapper(good) {
            @Override
            public List<ScoreAdjuster> scoreAdjusters() {
                return List.of(new ScoreAdjuster() {
                    @Override
                    public ComponentId id() {
                        return BAD;
                    }

                    @Override
                    public boolean isEnabled(RankRequest request) {
                        return request.userId().orElseThrow().value().isEmpty();
                    }

                    @Override
                    public void adjust(RankRequest request, CandidateBatch batch, float[] factors) {}
                });
            }
        }));
    }
}
