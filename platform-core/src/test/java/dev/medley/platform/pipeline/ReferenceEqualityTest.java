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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pipeline gives what its specification, run as a program, gives. */
class ReferenceEqualityTest {
    private static final int CASES = 10_000;
    private static final String RELAXED = "relaxed";
    private static final String CONTAINED = "rerank: platform: ";

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
        Map<String, Integer> counts = new TreeMap<>();
        RandomCases.stream(seed, CASES).forEach(randomCase -> {
            Told expected = expected(randomCase);
            Told actual = actual(randomCase);
            if (expected.relaxed().isEmpty()) {
                assertThat(actual).as(randomCase::toString).isEqualTo(expected);
            } else {
                holdsMore(randomCase, expected, actual, counts);
            }
            counts.merge("with a slate", expected.items().isEmpty() ? 0 : 1, Integer::sum);
            counts.merge("degraded", expected.degraded().isEmpty() ? 0 : 1, Integer::sum);
            counts.merge("page", randomCase.isPage() ? 1 : 0, Integer::sum);
        });
        assertThat(List.of(counts.get("with a slate"), counts.get("degraded"), counts.get("page")))
                .as("cases with a slate, degraded ones and pages, from seed " + seed)
                .allMatch(count -> count > CASES / 10);
        int relaxed =
                counts.getOrDefault("alike", 0) + counts.getOrDefault("better", 0) + counts.getOrDefault("worse", 0);
        assertThat(relaxed).as("cases that look ahead, from seed " + seed).isGreaterThan(CASES / 20);
        assertThat(counts.getOrDefault("worse", 0)).as("from seed " + seed).isLessThan(relaxed / 50);
        assertThat(counts.get("told too much")).as("from seed " + seed).isLessThan(relaxed / 50);
    }

    /**
     * The reference has let a constraint go, for it looks at one place only; the pipeline looks ahead, and may lay another
     * slate. It is of the same length and tells every constraint that it breaks, hardly ever another one, and what it breaks is
     * hardly ever more important than what the reference breaks.
     */
    private static void holdsMore(RandomCase randomCase, Told expected, Told actual, Map<String, Integer> counts) {
        assertThat(actual.refusal()).as(randomCase::toString).isEqualTo(expected.refusal());
        assertThat(actual.items()).as(randomCase::toString).hasSameSizeAs(expected.items());
        // Whether a policy fails may depend on the slate so far.
        assertThat(beforeTheSlate(actual.degraded()))
                .as(randomCase::toString)
                .isEqualTo(beforeTheSlate(expected.degraded()));
        Set<String> broken = names(randomCase.broken(actual.items()));
        assertThat(actual.relaxed()).as(randomCase::toString).containsAll(broken);
        int better = Integer.compare(mostImportant(randomCase, broken), mostImportant(randomCase, expected.relaxed()));
        counts.merge((better > 0 ? "better" : better == 0 ? "alike" : "worse"), 1, Integer::sum);
        counts.merge("told too much", broken.containsAll(actual.relaxed()) ? 0 : 1, Integer::sum);
    }

    private static List<String> beforeTheSlate(Set<String> degraded) {
        return degraded.stream().filter(line -> !line.startsWith("rerank: ")).toList();
    }

    private static int mostImportant(RandomCase randomCase, Set<String> constraints) {
        return constraints.stream().mapToInt(randomCase::rank).min().orElse(Integer.MAX_VALUE);
    }

    private static Set<String> names(List<ReferenceSlate.Relaxed> relaxed) {
        Set<String> names = new TreeSet<>();
        relaxed.forEach(each -> names.add(each.constraint()));
        return names;
    }

    /** An answer, or a refusal, in a form that both can be put into. */
    private record Told(
            String refusal, List<ReferenceSlate.Placed> items, TreeSet<String> degraded, TreeSet<String> relaxed) {}

    private static Told expected(RandomCase randomCase) {
        try {
            ReferenceSlate slate = randomCase.answer();
            return new Told("", slate.items(), what(slate.degraded()), relaxed(slate.degraded()));
        } catch (RequestRefusedException refused) {
            return new Told(refused.kind().name(), List.of(), new TreeSet<>(), new TreeSet<>());
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
            return new Told("", items, what(result.degraded()), relaxed(result.degraded()));
        } catch (RankRefusedException refused) {
            return new Told(refused.kind().name(), List.of(), new TreeSet<>(), new TreeSet<>());
        }
    }

    /**
     * The step and the component of each line. Safety rules are left out, and numbers that nothing can be laid with: the
     * reference judges every row, the pipeline where the answer depends on it.
     */
    private static TreeSet<String> what(List<String> degraded) {
        TreeSet<String> what = new TreeSet<>();
        for (String line : degraded) {
            String[] parts = line.split(": ", 3);
            boolean isOfRows = parts[0].equals("safety") || line.startsWith(CONTAINED);
            if (!isOfRows && !parts[2].startsWith(RELAXED)) {
                what.add(parts[0] + ": " + parts[1]);
            }
        }
        return what;
    }

    private static TreeSet<String> relaxed(List<String> degraded) {
        TreeSet<String> relaxed = new TreeSet<>();
        for (String line : degraded) {
            String[] parts = line.split(": ", 3);
            if (parts[2].startsWith(RELAXED)) {
                relaxed.add(parts[1]);
            }
        }
        return relaxed;
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
