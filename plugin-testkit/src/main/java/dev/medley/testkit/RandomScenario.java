package dev.medley.testkit;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateFilter;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.component.RerankPolicy;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.component.ScoreAdjuster;
import dev.medley.spi.entity.Item;
import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.IdFeature;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.plugin.RequiredField;
import dev.medley.spi.slate.SlateConstraint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** Draws the parts of one scenario. The components themselves stand in {@link RandomComponents}. */
final class RandomScenario {
    private static final List<IdFeature> GROUPS =
            List.of(SharedFeatures.ITEM_AUTHOR, SharedFeatures.ITEM_CATEGORY, RandomComponents.GROUP);

    private final SplittableRandom random;
    private final String surface;
    private final List<ItemId> items;

    RandomScenario(SplittableRandom random, FakeWorld world, String surface) {
        this.random = random;
        this.surface = surface;
        this.items = world.items().all().stream()
                .map(Item::id)
                .filter(id -> id.surface().value().equals(surface))
                .toList();
    }

    ReferenceScenario scenario() {
        List<TaskId> tasks = chance(2) ? List.of(Tasks.CLICK, Tasks.LIKE) : List.of(Tasks.CLICK);
        return new ReferenceScenario(
                new ScenarioId(surface),
                Set.of(new SurfaceId(surface)),
                tasks,
                chance(15) ? Set.of(RequiredField.QUERY) : Set.of(),
                RandomComponents.SCHEMA,
                draw(1, 3, index -> source("source-" + index, fault(5))),
                chance(2) ? Optional.of(source("fallback", fault(8))) : Optional.empty(),
                providers(),
                draw(0, 3, this::filter),
                new RandomComponents.WeightedValue(id("value"), fault(10), random.nextLong()),
                draw(0, 3, this::adjuster),
                draw(0, 4, this::constraint),
                draw(0, 2, this::policy),
                draw(0, 2, this::safetyRule));
    }

    /** Finds in random order: some twice, some that the catalogue does not know; sometimes none. */
    private CandidateSource source(String name, Fault fault) {
        List<Candidate> finds = new ArrayList<>();
        int count = items.isEmpty() || chance(8) ? 0 : random.nextInt(25);
        for (int i = 0; i < count; i++) {
            ItemId item = items.get(random.nextInt(items.size()));
            if (chance(15)) {
                item = ItemId.of(surface, "unknown-" + random.nextInt(3));
            }
            List<Reason> reasons = chance(10) ? List.of(Reason.of("FOUND", name)) : List.of();
            finds.add(new Candidate(item, random.nextInt(8) / 4f, reasons));
        }
        return new RandomComponents.ListSource(id(name), fault, List.copyOf(finds), random.nextInt(5));
    }

    /** All four, in any order: it is for the pipeline to find one that works. */
    private List<FeatureProvider> providers() {
        List<FeatureProvider> providers = new ArrayList<>(List.of(
                new RandomComponents.FactProvider(id("facts"), fault(8), random.nextLong()),
                new RandomComponents.MoodProvider(id("mood"), fault(8)),
                new RandomComponents.MatchProvider(id("match"), fault(8)),
                new RandomComponents.TagProvider(id("tags"), fault(8))));
        Collections.shuffle(providers, new Random(random.nextLong()));
        return providers;
    }

    private CandidateFilter filter(int index) {
        CandidateFilter.OnFailure onFailure =
                chance(3) ? CandidateFilter.OnFailure.DROP_ALL : CandidateFilter.OnFailure.KEEP_ALL;
        return new RandomComponents.HashFilter(
                id("filter-" + index), fault(6), random.nextLong(), 2 + random.nextInt(8), onFailure);
    }

    private ScoreAdjuster adjuster(int index) {
        return new RandomComponents.HashAdjuster(id("adjuster-" + index), fault(5), random.nextLong());
    }

    private RerankPolicy policy(int index) {
        return new RandomComponents.SpreadPolicy(
                id("policy-" + index), fault(4), oneOf(GROUPS), random.nextInt(5) / 4f, random.nextInt(4));
    }

    private SafetyRule safetyRule(int index) {
        Set<FeatureSpec> inputs = chance(2) ? Set.of() : Set.of(oneOf(RandomComponents.SCHEMA.features()));
        return new RandomComponents.HashRule(
                id("rule-" + index), fault(4), random.nextLong(), 2 + random.nextInt(10), inputs);
    }

    private SlateConstraint constraint(int index) {
        ComponentId id = id("constraint-" + index);
        IdFeature group = oneOf(GROUPS);
        int small = 1 + random.nextInt(3);
        return switch (random.nextInt(5)) {
            case 0 -> new SlateConstraint.MaxInSlate(id, group, small);
            case 1 -> new SlateConstraint.MaxInWindow(id, group, small, small + 1 + random.nextInt(4));
            case 2 -> new SlateConstraint.MinGap(id, group, small);
            case 3 -> new SlateConstraint.MinExposure(id, group, member(group), (1 + random.nextInt(10)) / 10.0);
            default -> new SlateConstraint.Pinned(id, pinned(), random.nextInt(6));
        };
    }

    private long member(IdFeature group) {
        if (group.equals(RandomComponents.GROUP)) {
            return 1 + random.nextInt(4);
        }
        return FeatureHash.of(surface, (group.equals(SharedFeatures.ITEM_AUTHOR) ? "a" : "c") + random.nextInt(3));
    }

    private ItemId pinned() {
        return items.isEmpty() || chance(5) ? ItemId.of(surface, "unknown-0") : oneOf(items);
    }

    private <T> List<T> draw(int least, int most, IntFunction<T> one) {
        List<T> drawn = new ArrayList<>();
        int count = least + random.nextInt(most - least + 1);
        for (int index = 0; index < count; index++) {
            drawn.add(one.apply(index));
        }
        return drawn;
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private Fault fault(int oneIn) {
        return chance(oneIn) ? oneOf(List.of(Fault.values())) : Fault.NONE;
    }

    private static ComponentId id(String name) {
        return new ComponentId(name);
    }
}
