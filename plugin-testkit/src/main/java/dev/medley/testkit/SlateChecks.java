package dev.medley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.failure.RankingException;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.plugin.ScenarioFactory;
import dev.medley.spi.request.RankRequest;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** What the contract says of whole slates, laid by the reference pipeline. */
record SlateChecks(ScenarioFactory factory, FakeWorld world, List<RankRequest> requests, int randomWorlds, long seed) {
    private static final int REQUESTS_A_WORLD = 3;

    void checkNotEmpty() {
        try (Subject subject = Subject.of(factory, world)) {
            boolean isAnyFilled = requests.stream()
                    .anyMatch(request -> !subject.rank(request).items().isEmpty());
            assertTrue(isAnyFilled, "every slate is empty; give a world and requests that go together");
        }
    }

    void checkSameSlate() {
        try (Subject subject = Subject.of(factory, world);
                Subject twin = Subject.of(factory, world)) {
            for (RankRequest request : requests) {
                ReferenceSlate slate = subject.rank(request);
                assertEquals(slate, subject.rank(request), "asked again");
                assertEquals(slate, twin.rank(request), "asked of a second instance");
            }
        }
    }

    void checkExcluded() {
        try (Subject subject = Subject.of(factory, world)) {
            for (RankRequest request : requests) {
                Set<ItemId> shown = Set.copyOf(subject.rank(request).itemIds());
                ReferenceSlate slate =
                        subject.rank(Requests.asked(request).exclude(shown).build());
                assertTrue(
                        Collections.disjoint(shown, slate.itemIds()),
                        () -> "excluded " + shown + " but shown are " + slate.itemIds());
            }
        }
    }

    /** For every provider whose failure matters to a safety rule. */
    void checkFailedSafetyInputs() {
        try (Subject subject = Subject.of(factory, world)) {
            Set<FeatureSpec> judged = subject.parts.safetyRules().stream()
                    .map(SafetyRule::inputs)
                    .flatMap(Set::stream)
                    .collect(Collectors.toSet());
            for (FeatureProvider provider : subject.parts.featureProviders()) {
                if (!Collections.disjoint(provider.outputs(), judged)) {
                    ReferenceScenario failing = subject.parts.withFeatureProviders(failing(subject, provider));
                    for (RankRequest request : requests) {
                        List<ItemId> shown =
                                subject.pipeline().rank(failing, request).itemIds();
                        assertEquals(
                                List.of(),
                                shown,
                                () -> "shown although " + provider.id() + " failed, on which a safety rule relies");
                    }
                }
            }
        }
    }

    private static List<FeatureProvider> failing(Subject subject, FeatureProvider failed) {
        return subject.parts.featureProviders().stream()
                .map(provider -> provider == failed ? new FailingProvider(provider) : provider)
                .toList();
    }

    /** Declares what another provider does, and never delivers. */
    private record FailingProvider(FeatureProvider original) implements FeatureProvider {
        @Override
        public ComponentId id() {
            return original.id();
        }

        @Override
        public Set<FeatureSpec> outputs() {
            return original.outputs();
        }

        @Override
        public Set<FeatureSpec> inputs() {
            return original.inputs();
        }

        @Override
        public void provide(RankRequest request, CandidateBatch batch, FeatureWriter writer) throws RankingException {
            throw RankingException.dependency("fails in this test", null);
        }
    }

    void checkRandomWorlds() {
        for (int index = 0; index < randomWorlds; index++) {
            SplittableRandom random = new SplittableRandom(seed + index);
            FakeWorld randomWorld = RandomWorlds.like(world, factory.surfaces(), random);
            String where = "-D" + RandomCases.SEED_PROPERTY + "=" + (seed + index) + ": ";
            try (Subject subject = Subject.of(factory, randomWorld)) {
                for (int i = 0; i < REQUESTS_A_WORLD; i++) {
                    checkAnswer(where, subject, Requests.random(random, factory, randomWorld, requests));
                }
            } catch (RuntimeException failure) {
                throw new AssertionError(where + failure, failure);
            }
        }
    }

    private static void checkAnswer(String where, Subject subject, RankRequest request) {
        ReferenceRun run = subject.pipeline().run(subject.parts, request);
        List<Integer> safe = run.batch.selection();
        ReferenceSlate slate = new ReferenceRerank(List.of(run), request.limit()).lay();
        assertInOrder(where, slate);
        assertEquals(Math.min(request.limit(), safe.size()), slate.items().size(), () -> where + "places filled");
        for (ItemId item : slate.itemIds()) {
            assertFalse(request.exclude().contains(item), () -> where + item + " was excluded");
        }
        if (slate.relaxed().isEmpty()) {
            ConstraintCheck check = new ConstraintCheck(run.batch, safe, slate.itemIds());
            subject.parts
                    .slateConstraints()
                    .forEach(constraint -> assertTrue(
                            check.holds(constraint),
                            () -> where + constraint + " does not hold in " + slate.itemIds()));
        }
    }

    /** Nothing is degraded but constraints that could not be held. */
    static void assertInOrder(String where, ReferenceSlate slate) {
        List<String> failures = slate.degraded().stream()
                .filter(line -> !line.contains(": relaxed at place "))
                .toList();
        assertTrue(failures.isEmpty(), () -> where + String.join("; ", failures));
    }
}
