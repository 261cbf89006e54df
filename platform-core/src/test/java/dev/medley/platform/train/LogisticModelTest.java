package dev.medley.platform.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.platform.score.HeuristicModel;
import dev.medley.platform.score.Model;
import dev.medley.platform.score.logistic.LogisticModel;
import dev.medley.platform.score.logistic.WeightsFile;
import dev.medley.platform.world.TestWorld;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.feature.FloatFeature;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.id.UserId;
import dev.medley.spi.request.RankRequest;
import dev.medley.testkit.TestBatch;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LogisticModelTest {
    private static final List<TaskId> TASKS = List.of(Tasks.LIKE, Tasks.CLICK);
    private static final List<FloatFeature> INPUTS = SharedFeatures.ALL.stream()
            .filter(FloatFeature.class::isInstance)
            .map(FloatFeature.class::cast)
            .toList();
    private static byte[] weights;
    private static Model model;
    private static TestWorld world;

    @BeforeAll
    static void train() throws Exception {
        world = GeneratedWorlds.ratings(500, 30, 12, GeneratedWorlds.TASTE);
        weights = new WorldTrainer(world, 1).train((_, _) -> {}).weights();
        model = WeightsFile.read(weights);
    }

    private static RankRequest request(int user) {
        UserId id = new UserId("u" + user);
        return RankRequest.builder(new ScenarioId("anything"))
                .user(id, world.find(id).orElseThrow())
                .history(world.histories().newest(id, 500))
                .build();
    }

    private static float[][] score(RankRequest request, TestBatch batch, List<TaskId> tasks) {
        float[][] scores = new float[tasks.size()][batch.rowCount()];
        model.score(request, batch, tasks, scores);
        return scores;
    }

    @Test
    void extremeFeaturesGiveProbabilities() {
        long seed = 77;
        Random random = new Random(seed);
        float[] extremes = {0, -0f, 1, -1, 1e-30f, 1e30f, -1e30f, Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE};
        for (int round = 0; round < 300; round++) {
            TestBatch batch = TestBatch.of(world.catalog()
                    .find(GeneratedWorlds.itemId(random.nextInt(1_000)))
                    .orElseThrow());
            for (FloatFeature feature : INPUTS) {
                batch.set(feature, 0, extremes[random.nextInt(extremes.length)]);
            }
            for (float[] scores : score(request(random.nextInt(500)), batch, TASKS)) {
                assertThat(scores[0]).as("seed %d, round %d", seed, round).isBetween(0f, 1f);
            }
        }
    }

    @Test
    void tasksKeepTheAskedOrderAndDroppedRowsAreLeftAlone() {
        TestBatch batch = TestBatch.of(
                world.catalog().find(GeneratedWorlds.itemId(20)).orElseThrow(),
                world.catalog().find(GeneratedWorlds.itemId(31)).orElseThrow());
        batch.set(SharedFeatures.ITEM_POPULARITY_LOG, 0, 3).set(SharedFeatures.ITEM_POPULARITY_LOG, 1, 3);
        float[][] both = score(request(1), batch, TASKS);
        float[][] swapped = score(request(1), batch, TASKS.reversed());
        assertThat(swapped[0]).isEqualTo(both[1]);
        assertThat(swapped[1]).isEqualTo(both[0]);
        // Items with an even tens' digit are liked.
        assertThat(both[0][0]).isGreaterThan(both[0][1] + 0.2f);

        batch.drop(0);
        float[][] scores = new float[2][2];
        scores[0][0] = -7;
        model.score(request(1), batch, TASKS, scores);
        assertThat(scores[0][0]).isEqualTo(-7);
        assertThat(scores[1][1]).isEqualTo(both[1][1]);
    }

    @Test
    void whatWasNotLearntIsGuessed() {
        Item known = world.catalog().find(GeneratedWorlds.itemId(20)).orElseThrow();
        Item unknownSurface = Item.of(ItemId.of("live", "x"), "x");
        TestBatch batch = TestBatch.of(known, unknownSurface, known);
        float[][] scores = score(request(1), batch, List.of(Tasks.GIFT, Tasks.CLICK));
        assertThat(scores[0][0]).isEqualTo(LogisticModel.PRIOR);

        float[][] heuristic = new float[1][3];
        new HeuristicModel().score(request(1), batch, List.of(Tasks.CLICK), heuristic);
        assertThat(scores[1][1]).isEqualTo(heuristic[0][1]);
        assertThat(scores[1][2]).isEqualTo(scores[1][0]);
    }

    @Test
    void aGuestAndAnItemNobodyKnowsAreScored() {
        TestBatch batch = TestBatch.of(Item.of(ItemId.of("video", "brand new"), ""));
        RankRequest guest = RankRequest.builder(new ScenarioId("video")).build();
        assertThat(guest.user()).isEqualTo(UserProfile.unknown());
        assertThat(score(guest, batch, TASKS)[1][0]).isStrictlyBetween(0f, 1f);
    }

    @Test
    void damagedWeightsAreRefusedNeverBelieved() throws IOException {
        long seed = 5;
        Random random = new Random(seed);
        for (int length = 0; length < weights.length; length += 1 + random.nextInt(97)) {
            byte[] cut = Arrays.copyOf(weights, length);
            assertThatThrownBy(() -> WeightsFile.read(cut))
                    .as("cut to %d bytes", cut.length)
                    .isInstanceOf(IOException.class);
        }
        byte[] longer = Arrays.copyOf(weights, weights.length + 1);
        assertThatThrownBy(() -> WeightsFile.read(longer))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("goes on after its end");
        for (int round = 0; round < 500; round++) {
            byte[] flipped = weights.clone();
            flipped[random.nextInt(Math.min(flipped.length, 600))] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(WeightsFile.read(flipped).revision()).isNotEqualTo(model.revision());
            } catch (IOException | IllegalArgumentException e) {
                assertThat(e).as("seed %d, round %d", seed, round).isNotNull();
            }
        }
    }
}
