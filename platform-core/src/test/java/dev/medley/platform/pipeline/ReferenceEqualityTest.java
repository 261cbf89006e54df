package dev.medley.platform.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.platform.execute.ComponentMetrics;
import dev.medley.platform.execute.PipelineSettings;
import dev.medley.spi.request.RankRequest;
import dev.medley.testkit.RandomCase;
import dev.medley.testkit.RandomCases;
import dev.medley.testkit.ReferenceScenario;
import dev.medley.testkit.ReferenceSlate;
import dev.medley.testkit.RequestRefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pipeline gives what its specification, run as a program, gives. */
class ReferenceEqualityTest {
    private static final int CASES = 10_000;

    /** Held, so that its level is: the failures are wanted here, and there are thousands. */
    private static final Logger GATES = Logger.getLogger("dev.medley.platform.execute.Gate");

    private static final Logger MODELS = Logger.getLogger("dev.medley.platform.pipeline.Scoring");
    private static final Logger SHARED = Logger.getLogger("dev.medley.platform.hydrate.SharedHydration");

    @BeforeAll
    static void quiet() {
        GATES.setLevel(Level.OFF);
        MODELS.setLevel(Level.OFF);
        SHARED.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        GATES.setLevel(null);
        MODELS.setLevel(null);
        SHARED.setLevel(null);
    }

    @Test
    void equalsTheReferenceOnRandomCases() {
        long seed = RandomCases.seed();
        List<Integer> counts = new ArrayList<>(List.of(0, 0, 0));
        RandomCases.stream(seed, CASES).forEach(randomCase -> {
            Told expected = expected(randomCase);
            Told actual = actual(randomCase);
            assertThat(actual).as(randomCase::toString).isEqualTo(expected);
            counts.set(0, counts.get(0) + (expected.items().isEmpty() ? 0 : 1));
            counts.set(1, counts.get(1) + (expected.degraded().isEmpty() ? 0 : 1));
            counts.set(2, counts.get(2) + (randomCase.isPage() ? 1 : 0));
        });
        assertThat(counts)
                .as("cases with a slate, degraded ones and pages, from seed " + seed)
                .allMatch(count -> count > CASES / 10);
    }

    /** An answer, or a refusal, in a form that both can be put into. */
    private record Told(String refusal, List<ReferenceSlate.Placed> items, TreeSet<String> degraded) {}

    private static Told expected(RandomCase randomCase) {
        try {
            ReferenceSlate slate = randomCase.answer();
            return new Told("", slate.items(), what(slate.degraded()));
        } catch (RequestRefusedException refused) {
            return new Told(refused.kind().name(), List.of(), new TreeSet<>());
        }
    }

    private static Told actual(RandomCase randomCase) {
        PipelineSettings settings = PipelineSettings.defaults()
                .withBreaker(1_000, Duration.ofSeconds(1))
                .withLoad(randomCase.trimTo(), 256);
        try (TestPlatform platform = new TestPlatform(
                randomCase.world(),
                randomCase.scenarios(),
                randomCase.sharedFeatures()::fill,
                randomCase.scoring(),
                ComponentMetrics.NONE,
                ImpressionSink.NONE,
                settings)) {
            RankCommand command = command(randomCase.request());
            RankResult result = randomCase.isPage()
                    ? platform.pipeline.rankPage(
                            randomCase.scenarios().stream()
                                    .map(ReferenceScenario::id)
                                    .toList(),
                            command)
                    : platform.pipeline.rank(randomCase.scenarios().getFirst().id(), command);
            List<ReferenceSlate.Placed> items = result.items().stream()
                    .map(item -> new ReferenceSlate.Placed(
                            item.position(),
                            item.scenario(),
                            item.item(),
                            item.value(),
                            item.tasks(),
                            item.provenance(),
                            item.reasons()))
                    .toList();
            return new Told("", items, what(result.degraded()));
        } catch (RankRefusedException refused) {
            return new Told(refused.kind().name(), List.of(), new TreeSet<>());
        }
    }

    /**
     * The step and the component of each line; of a relaxed constraint also the place. Safety rules are left out: the
     * reference asks them about every row, the pipeline where the answer depends on it.
     */
    private static TreeSet<String> what(List<String> degraded) {
        TreeSet<String> what = new TreeSet<>();
        for (String line : degraded) {
            String[] parts = line.split(": ", 3);
            if (parts[0].equals("safety")) {
                continue;
            }
            what.add(parts[2].startsWith("relaxed") ? line : parts[0] + ": " + parts[1]);
        }
        return what;
    }

    static RankCommand command(RankRequest request) {
        return new RankCommand(
                Optional.of(request.requestId()),
                request.userId(),
                request.sessionId(),
                request.query(),
                request.limit(),
                request.context(),
                request.exclude(),
                request.candidates(),
                Optional.of(Duration.ofSeconds(10)),
                OptionalLong.of(request.seed()),
                request.explain());
    }
}
