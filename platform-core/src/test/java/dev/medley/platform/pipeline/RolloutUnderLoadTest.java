package dev.medley.platform.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.platform.execute.ComponentMetrics;
import dev.medley.platform.execute.PipelineSettings;
import dev.medley.platform.pipeline.RankResult.PlacedItem;
import dev.medley.platform.score.HeuristicModel;
import dev.medley.platform.score.registry.ModelRegistry;
import dev.medley.platform.score.registry.NamedModels;
import dev.medley.platform.score.registry.Rollout;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.UserId;
import dev.medley.testkit.FakeWorld;
import dev.medley.testkit.SimpleSharedFeatures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models are swapped, tried on some, shadowed and taken back while the pipeline answers all the time. */
@Timeout(180)
class RolloutUnderLoadTest {
    private static final int CLIENTS = 8;
    private static final int CHANGES = 300;
    private static final int MODELS = 4;

    @TempDir
    Path folder;

    @TempDir
    Path drafts;

    private final FakeWorld world = new FakeWorld();
    private final List<TestScenario> scenarios = List.of(scenario("live"), scenario("video"));
    private final Map<String, Float> scoreOf = new HashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answers = new AtomicInteger();
    private volatile boolean over;

    private TestScenario scenario(String name) {
        return new TestScenario(name).items(world, 30).source("all", 0, 30);
    }

    @Test
    void everyAnswerIsOfExactlyOneModelAndNoneFailsOrIsDegraded() throws Exception {
        long seed = new Random().nextLong();
        try (ModelRegistry registry = ModelRegistry.open(folder, new NamedModels());
                TestPlatform platform = new TestPlatform(
                        world,
                        scenarios.stream().map(TestScenario::build).toList(),
                        new SimpleSharedFeatures(world.counters())::fill,
                        registry,
                        ComponentMetrics.NONE,
                        ImpressionSink.NONE,
                        PipelineSettings.defaults())) {
            List<String> revisions = new ArrayList<>();
            for (int model = 1; model <= MODELS; model++) {
                String weights = "0." + model;
                NamedModels.write(drafts.resolve(weights), weights);
                revisions.add(registry.publish(drafts.resolve(weights)).revision());
                scoreOf.put(revisions.getLast(), Float.parseFloat(weights));
            }
            registry.activate(revisions.getFirst());
            List<Thread> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                clients.add(Thread.ofPlatform().start(() -> ask(platform.pipeline, number)));
            }
            Random random = new Random(seed);
            Set<String> kinds = new HashSet<>();
            for (int change = 0; change < CHANGES; change++) {
                kinds.add(change(registry, revisions, random));
                // So that also a fast disk leaves time for answers between the changes.
                int before = answers.get();
                while (answers.get() < before + 2 && wrong.isEmpty()) {
                    Thread.sleep(1);
                }
            }
            over = true;
            for (Thread client : clients) {
                client.join();
            }
            assertThat(wrong).as("seed %s, %s answers", seed, answers).isEmpty();
            assertThat(kinds).as("seed %s", seed).hasSize(6);
            assertThat(seen).as("seed %s", seed).containsAll(revisions);
        }
    }

    private String change(ModelRegistry registry, List<String> revisions, Random random) throws Exception {
        String other = revisions.get(random.nextInt(MODELS));
        Rollout now = registry.rollout();
        return switch (random.nextInt(6)) {
            case 0 -> {
                registry.publish(drafts.resolve(Float.toString(scoreOf.get(other))));
                yield "publish";
            }
            case 1 -> {
                registry.activate(other);
                yield "activate";
            }
            case 2 -> {
                if (!now.active().equals(other)) {
                    registry.canary(other, random.nextDouble());
                }
                yield "canary";
            }
            case 3 -> {
                if (!now.active().equals(other)) {
                    registry.shadow(Optional.of(other));
                }
                yield "shadow";
            }
            case 4 -> {
                registry.endCanary();
                yield "endCanary";
            }
            default -> {
                if (!now.history().isEmpty()) {
                    registry.rollback();
                }
                yield "rollback";
            }
        };
    }

    private void ask(RankingPipeline pipeline, int client) {
        List<ScenarioId> page = List.of(new ScenarioId("live"), new ScenarioId("video"));
        for (int i = 0; !over && wrong.isEmpty(); i++) {
            RankCommand command = command("user-" + client + "-" + i % 50);
            try {
                check(i % 2 == 0 ? pipeline.rankPage(page, command) : pipeline.rank(page.get(i / 2 % 2), command));
            } catch (RankRefusedException | RuntimeException | Error failed) {
                wrong.add(failed.toString());
            }
            answers.incrementAndGet();
        }
    }

    private void check(RankResult result) {
        String revision = result.revisions().model();
        seen.add(revision);
        if (!result.degraded().isEmpty() || result.items().size() != 10) {
            wrong.add(result.items().size() + " items, degraded " + result.degraded());
        }
        if (revision.equals(HeuristicModel.REVISION)) {
            // The way back ends at the heuristic, whose scores are its own.
            return;
        }
        Float expected = scoreOf.get(revision);
        for (PlacedItem item : result.items()) {
            for (float score : item.tasks().values()) {
                if (expected == null || score != expected) {
                    wrong.add("model " + revision + " gave " + score + " instead of " + expected);
                }
            }
        }
    }

    private static RankCommand command(String user) {
        return new RankCommand(
                Optional.empty(),
                Optional.of(new UserId(user)),
                Optional.empty(),
                Optional.empty(),
                10,
                Map.of(),
                Set.of(),
                List.of(),
                Optional.of(Duration.ofSeconds(10)),
                OptionalLong.empty(),
                false);
    }
}
