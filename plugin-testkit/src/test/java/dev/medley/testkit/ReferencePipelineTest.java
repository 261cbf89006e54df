package dev.medley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.candidate.Provenance;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.entity.Item;
import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.plugin.RequiredField;
import dev.medley.spi.request.RankRequest;
import dev.medley.spi.slate.SlateConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the specification says, one sentence a test, with components of {@link RandomComponents}. */
class ReferencePipelineTest {
    private static final ScenarioId SHOP = new ScenarioId("shop");

    private final FakeWorld world = new FakeWorld();
    private final List<CandidateSource> sources = new ArrayList<>();
    private Optional<CandidateSource> fallback = Optional.empty();
    private final List<FeatureProvider> providers = new ArrayList<>();
    private final List<CandidateFilter> filters = new ArrayList<>();
    private final List<SlateConstraint> constraints = new ArrayList<>();
    private final List<SafetyRule> rules = new ArrayList<>();
    private Set<RequiredField> required = Set.of();

    private static ComponentId id(String name) {
        return new ComponentId(name);
    }

    private static ItemId item(int number) {
        return ItemId.of("shop", "i" + number);
    }

    /** So many items; the author of each is its number modulo 2. */
    private void stock(int count) {
        for (int i = 0; i < count; i++) {
            world.items().put(Item.of(item(i), "item " + i).withAuthor("a" + i % 2));
        }
    }

    private static CandidateSource source(String name, Fault fault, int... numbers) {
        List<Candidate> finds = new ArrayList<>();
        for (int number : numbers) {
            finds.add(Candidate.of(item(number), 1));
        }
        return new RandomComponents.ListSource(id(name), fault, finds, 1);
    }

    /** Scores fall with the item's number, so the slate is in the items' order unless something is in the way. */
    private ReferenceSlate rank(RankRequest request) {
        ReferenceScenario scenario = scenario(SHOP);
        return pipeline().rank(scenario, request);
    }

    private ReferencePipeline pipeline() {
        return new ReferencePipeline(world).withScoring((request, batch, tasks) -> {
            float[][] scores = new float[tasks.size()][batch.rowCount()];
            for (int row = 0; row < batch.rowCount(); row++) {
                scores[0][row] = 1 - Integer.parseInt(batch.itemId(row).key().substring(1)) / 100f;
            }
            return scores;
        });
    }

    private ReferenceScenario scenario(ScenarioId scenario) {
        return new ReferenceScenario(
                scenario,
                Set.of(new SurfaceId(scenario.value())),
                List.of(Tasks.CLICK),
                required,
                RandomComponents.SCHEMA,
                sources,
                fallback,
                providers,
                filters,
                new RandomComponents.WeightedValue(id("value"), Fault.NONE, 0),
                List.of(),
                constraints,
                List.of(),
                rules);
    }

    private RankRequest.Builder request() {
        return world.request(SHOP);
    }

    private static List<ItemId> items(int... numbers) {
        List<ItemId> items = new ArrayList<>();
        for (int number : numbers) {
            items.add(item(number));
        }
        return items;
    }

    @Test
    void theFirstFindMakesTheRowAndLaterOnesAddProvenanceByRank() {
        stock(3);
        sources.add(source("one", Fault.NONE, 0, 1, 0, 2));
        sources.add(source("two", Fault.NONE, 2, 9, 1));
        ReferenceSlate slate = rank(request().exclude(Set.of(item(0))).build());
        assertEquals(items(1, 2), slate.itemIds());
        assertEquals(
                List.of(new Provenance(id("one"), 1, 1), new Provenance(id("two"), 2, 1)),
                slate.items().get(0).provenance());
        assertEquals(
                List.of(new Provenance(id("two"), 0, 1), new Provenance(id("one"), 3, 1)),
                slate.items().get(1).provenance());
        assertEquals("EXCLUDED", slate.reasonFor(item(0)));
        assertEquals("UNKNOWN_ITEM", slate.reasonFor(item(9)));
    }

    @Test
    void theCallersCandidatesStandInForAllSources() {
        stock(4);
        sources.add(source("one", Fault.NONE, 0, 1));
        ReferenceSlate slate = rank(request().candidates(items(3, 2, 7)).build());
        assertEquals(items(2, 3), slate.itemIds());
        assertEquals(
                List.of(new Provenance(id("caller"), 1, 0)),
                slate.items().get(0).provenance());
    }

    @Test
    void theFallbackIsAskedWhereNoRowResults() {
        stock(2);
        sources.add(source("one", Fault.THROWS, 0));
        assertThrows(RequestRefusedException.class, () -> rank(request().build()));
        fallback = Optional.of(source("fallback", Fault.NONE, 1));
        ReferenceSlate slate = rank(request().build());
        assertEquals(items(1), slate.itemIds());
        assertTrue(slate.degraded().getFirst().startsWith("retrieve: one: "));
    }

    @Test
    void noCandidatesWithoutFailureIsAnEmptySlate() {
        sources.add(source("one", Fault.NONE));
        sources.add(source("two", Fault.DISABLED, 0));
        ReferenceSlate slate = rank(request().build());
        assertEquals(List.of(), slate.itemIds());
        assertEquals(List.of(), slate.degraded());
    }

    @Test
    void aRequestWithoutWhatIsRequiredIsRefused() {
        required = Set.of(RequiredField.QUERY);
        sources.add(source("one", Fault.NONE));
        RequestRefusedException refusal =
                assertThrows(RequestRefusedException.class, () -> rank(request().build()));
        assertEquals(RequestRefusedException.Kind.MISSING_FIELD, refusal.kind());
    }

    @Test
    void aFailedFilterKeepsAllOrDropsAll() {
        stock(3);
        sources.add(source("one", Fault.NONE, 0, 1, 2));
        filters.add(
                new RandomComponents.HashFilter(id("keeps"), Fault.THROWS, 1, 1, CandidateFilter.OnFailure.KEEP_ALL));
        assertEquals(3, rank(request().build()).items().size());
        filters.add(
                new RandomComponents.HashFilter(id("drops"), Fault.THROWS, 1, 1, CandidateFilter.OnFailure.DROP_ALL));
        ReferenceSlate slate = rank(request().build());
        assertEquals(List.of(), slate.itemIds());
        assertEquals("FILTER_FAILED", slate.reasonFor(item(0)));
    }

    @Test
    void trimmingKeepsTheBestRanksOfAllSources() {
        stock(4);
        sources.add(source("one", Fault.NONE, 0, 1));
        sources.add(source("two", Fault.NONE, 2, 3));
        ReferenceSlate slate =
                pipeline().withTrimTo(3).rank(scenario(SHOP), request().build());
        assertEquals(items(0, 1, 2), slate.itemIds());
        assertEquals("TRIMMED", slate.reasonFor(item(3)));
    }

    @Test
    void anItemWithAFailedSafetyInputIsNotShown() {
        stock(2);
        sources.add(source("one", Fault.NONE, 0, 1));
        providers.add(new RandomComponents.MatchProvider(id("match"), Fault.NONE));
        providers.add(new RandomComponents.FactProvider(id("facts"), Fault.THROWS, 1));
        rules.add(new RandomComponents.HashRule(id("rule"), Fault.NONE, 1, 1_000_000, Set.of(RandomComponents.MATCH)));
        ReferenceSlate slate = rank(request().build());
        assertEquals(List.of(), slate.itemIds());
        assertEquals("SAFETY_INPUT_FAILED", slate.reasonFor(item(0)), "the failure goes on from input to output");
    }

    @Test
    void constraintsHoldAndAreRelaxedFromTheLastOn() {
        stock(5);
        sources.add(source("one", Fault.NONE, 0, 2, 4, 1));
        constraints.add(new SlateConstraint.Pinned(id("pin"), item(4), 1));
        constraints.add(new SlateConstraint.MinGap(id("gap"), SharedFeatures.ITEM_AUTHOR, 1));
        ReferenceSlate slate = rank(request().build());
        assertEquals(items(0, 4, 1, 2), slate.itemIds());
        assertEquals(List.of(new ReferenceSlate.Relaxed(1, "gap")), slate.relaxed());
        assertEquals(List.of(Reason.of("RELAXED", "gap")), slate.items().get(1).reasons());
        assertEquals(List.of("rerank: gap: relaxed at place 1"), slate.degraded());
    }

    @Test
    void exposureBringsMembersForwardAsLongAsThereAreSome() {
        stock(8);
        sources.add(source("one", Fault.NONE, 0, 2, 4, 6, 1, 3));
        long member = FeatureHash.of("shop", "a1");
        constraints.add(new SlateConstraint.MinExposure(id("exposure"), SharedFeatures.ITEM_AUTHOR, member, 0.5));
        ReferenceSlate slate = rank(request().build());
        assertEquals(items(0, 1, 2, 3, 4, 6), slate.itemIds());
        assertEquals(List.of(), slate.relaxed());
    }

    @Test
    void windowsSlideOverThePlaces() {
        stock(8);
        sources.add(source("one", Fault.NONE, 0, 2, 4, 1, 3));
        constraints.add(new SlateConstraint.MaxInWindow(id("window"), SharedFeatures.ITEM_AUTHOR, 2, 3));
        assertEquals(items(0, 1, 2, 3, 4), rank(request().build()).itemIds());
        constraints.add(new SlateConstraint.MaxInSlate(id("slate"), SharedFeatures.ITEM_AUTHOR, 1));
        assertFalse(rank(request().build()).relaxed().isEmpty());
    }

    @Test
    void aPageMixesScenariosAndKeepsOneFromTakingAll() {
        stock(6);
        sources.add(source("one", Fault.NONE, 0, 1, 2, 3, 4, 5));
        ReferenceScenario shop = scenario(SHOP);
        sources.clear();
        world.items().put(Item.of(ItemId.of("live", "i90"), "room"));
        sources.add(new RandomComponents.ListSource(
                id("one"), Fault.NONE, List.of(Candidate.of(ItemId.of("live", "i90"), 1)), 0));
        ReferenceScenario live = scenario(new ScenarioId("live"));
        sources.clear();
        sources.add(new RandomComponents.ListSource(id("one"), Fault.THROWS, List.of(), 0));
        ReferenceScenario broken = scenario(new ScenarioId("video"));
        ReferenceSlate page =
                pipeline().rankPage(List.of(shop, live, broken), request().build());
        assertEquals(
                List.of("i0", "i1", "i2", "i3", "i90", "i4", "i5"),
                page.itemIds().stream().map(ItemId::key).toList());
        assertEquals(5, page.relaxed().getFirst().position(), "four of the six places before and with it are taken");
        assertTrue(page.degraded().getFirst().startsWith("page: video: "));
    }

    @Test
    void providersThatWaitForEachOtherAreRefused() {
        providers.add(new RandomComponents.MatchProvider(id("match"), Fault.NONE));
        providers.add(new RandomComponents.MoodProvider(id("mood"), Fault.NONE));
        assertEquals(
                List.of("mood", "match"),
                scenario(SHOP).featureProviders().stream()
                        .map(provider -> provider.id().value())
                        .toList());
        record Circular(ComponentId id) implements FeatureProvider {
            @Override
            public Set<FeatureSpec> outputs() {
                return Set.of(RandomComponents.PRICE);
            }

            @Override
            public Set<FeatureSpec> inputs() {
                return Set.of(RandomComponents.MATCH);
            }

            @Override
            public void provide(RankRequest request, CandidateBatch batch, FeatureWriter writer) {}
        }
        providers.add(new Circular(id("circular")));
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> scenario(SHOP));
        assertTrue(refusal.getMessage().contains("circular"), refusal.getMessage());
    }
}
