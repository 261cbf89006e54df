package dev.medley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.medley.spi.slate.SlateConstraint;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RandomCasesTest {
    private static final int COUNT = 2_000;

    @Test
    void theSameSeedMakesTheSameCaseAndTheSameAnswer() {
        RandomCases.stream(RandomCases.seed(), 200).forEach(one -> {
            RandomCase again = RandomCases.of(one.seed());
            assertEquals(one.toString(), again.toString());
            assertEquals(answer(one), answer(again), one::toString);
            assertEquals(answer(one), answer(one), one::toString);
        });
    }

    @Test
    void everySlateHoldsWhatEverySlateMustHold() {
        RandomCases.stream(RandomCases.seed(), COUNT).forEach(one -> answer(one).ifPresent(slate -> check(one, slate)));
    }

    private static void check(RandomCase one, ReferenceSlate slate) {
        assertTrue(slate.items().size() <= one.request().limit(), one::toString);
        Set<Object> shown = new HashSet<>();
        for (ReferenceSlate.Placed placed : slate.items()) {
            assertTrue(shown.add(placed.item()), one::toString);
            assertFalse(one.request().exclude().contains(placed.item()), one::toString);
            assertTrue(one.world().items().find(placed.item()).isPresent(), one::toString);
            assertFalse(placed.provenance().isEmpty(), one::toString);
        }
        for (ReferenceSlate.Dropped drop : slate.dropped()) {
            assertFalse(slate.shows(drop.item()), one::toString);
        }
    }

    /** Chance must reach every corner; a corner that it does not reach in two thousand cases is a mistake here. */
    @Test
    void everythingThatMayHappenHappens() {
        TreeMap<String, Integer> seen = new TreeMap<>();
        RandomCases.stream(1, COUNT).forEach(one -> {
            Optional<ReferenceSlate> answer = answer(one);
            seen.merge(answer.isPresent() ? "answered" : "refused", 1, Integer::sum);
            answer.ifPresent(slate -> {
                slate.dropped().forEach(drop -> seen.merge(drop.reason().value(), 1, Integer::sum));
                slate.degraded().forEach(line -> seen.merge(line.substring(0, line.indexOf(':')), 1, Integer::sum));
                seen.merge(slate.items().isEmpty() ? "empty" : "filled", 1, Integer::sum);
                slate.relaxed().forEach(relaxed -> seen.merge("RELAXED", 1, Integer::sum));
                slate.items().stream()
                        .filter(placed -> placed.value() == Float.NEGATIVE_INFINITY)
                        .forEach(placed -> seen.merge("not finite", 1, Integer::sum));
            });
            for (ReferenceScenario scenario : one.scenarios()) {
                for (SlateConstraint constraint : scenario.slateConstraints()) {
                    seen.merge(constraint.getClass().getSimpleName(), 1, Integer::sum);
                }
            }
        });
        for (String corner : Set.of(
                "answered",
                "refused",
                "empty",
                "filled",
                "not finite",
                "EXCLUDED",
                "UNKNOWN_ITEM",
                "HASHED",
                "FILTER_FAILED",
                "TRIMMED",
                "FORBIDDEN",
                "SAFETY_INPUT_FAILED",
                "SAFETY_RULE_FAILED",
                "RELAXED",
                "retrieve",
                "hydrate",
                "filter",
                "score",
                "value",
                "rerank",
                "safety",
                "page",
                "MaxInSlate",
                "MaxInWindow",
                "MinGap",
                "MinExposure",
                "Pinned")) {
            assertTrue(seen.getOrDefault(corner, 0) >= 5, () -> corner + " is too rare: " + seen);
        }
    }

    private static Optional<ReferenceSlate> answer(RandomCase one) {
        try {
            return Optional.of(one.answer());
        } catch (RequestRefusedException refused) {
            return Optional.empty();
        }
    }
}
