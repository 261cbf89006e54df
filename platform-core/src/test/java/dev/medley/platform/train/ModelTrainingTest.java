package dev.medley.platform.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.platform.score.HeuristicModel;
import dev.medley.platform.score.packed.PackedReader;
import dev.medley.platform.score.registry.ModelRegistry;
import dev.medley.platform.train.gbdt.TreeTrainer;
import dev.medley.platform.world.TestWorld;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ModelTrainingTest {
    @TempDir
    Path folder;

    private static TrainingStatus await(ModelTraining training) throws InterruptedException {
        while (training.status().training() instanceof TrainingStatus.Running) {
            Thread.sleep(Duration.ofMillis(5));
        }
        return training.status().training();
    }

    @Test
    void aTrainedModelServesAndSaysHowGoodItIs() throws Exception {
        TestWorld world = GeneratedWorlds.ratings(200, 30, 1, GeneratedWorlds.TASTE);
        ModelRegistry registry = ModelRegistry.open(folder, new PackedReader(world));
        try (ModelTraining training = new ModelTraining(world, registry, TestLearning.of("lr"), 1)) {
            assertThat(training.status().active()).isEqualTo(HeuristicModel.REVISION);
            assertThat(training.start()).isTrue();
            assertThat(await(training)).isInstanceOf(TrainingStatus.Idle.class);
            ModelStatus status = training.status();
            assertThat(status.active()).startsWith("m-");
            assertThat(status.figures()).hasSize(2);
            assertThat(ModelRegistry.open(folder, new PackedReader(world))
                            .active()
                            .revision())
                    .isEqualTo(status.active());
        }
    }

    @Test
    void oneAtATimeAndClosingStopsIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        TestWorld world = GeneratedWorlds.ratings(50, 20, 1, GeneratedWorlds.TASTE);
        world.beforeEachUser(() -> {
            begun.countDown();
            LockSupport.park();
        });
        ModelRegistry registry = ModelRegistry.open(folder, new PackedReader(world));
        ModelTraining training = new ModelTraining(world, registry, TestLearning.of("lr"), 1);
        assertThat(training.start()).isTrue();
        begun.await();
        assertThat(training.start()).isFalse();
        assertThat(training.status().training()).isInstanceOf(TrainingStatus.Running.class);
        training.close();
        assertThat(await(training)).isEqualTo(new TrainingStatus.Failed("stopped"));
        assertThat(registry.active().revision()).isEqualTo(HeuristicModel.REVISION);
        assertThat(training.start()).isFalse();
    }

    @Test
    void aFailureIsToldAndTheNextTrainingMayStart() throws Exception {
        TestWorld world = new TestWorld();
        ModelRegistry registry = ModelRegistry.open(folder, new PackedReader(world));
        try (ModelTraining training = new ModelTraining(world, registry, TestLearning.of("lr"), 1)) {
            for (int i = 0; i < 2; i++) {
                assertThat(training.start()).isTrue();
                assertThat(await(training))
                        .isInstanceOfSatisfying(
                                TrainingStatus.Failed.class,
                                failed -> assertThat(failed.reason()).contains("no example"));
            }
        }
    }

    @Test
    void whatCannotBeLearntOnThisSystemGivesWayToTheNextAndIsNoted() throws Exception {
        TestWorld world = GeneratedWorlds.ratings(100, 20, 1, GeneratedWorlds.TASTE);
        ModelRegistry registry = ModelRegistry.open(folder, new PackedReader(world));
        WorldLearning learning = TestLearning.of(List.of("core", "gbdt"), (trainer, threads) -> {
            if (!(trainer instanceof TreeTrainer)) {
                throw new TrainerUnavailableException("no such library", new UnsatisfiedLinkError());
            }
        });
        try (ModelTraining training = new ModelTraining(world, registry, learning, 1)) {
            training.start();
            assertThat(await(training)).isInstanceOf(TrainingStatus.Idle.class);
            assertThat(registry.activeManifest().orElseThrow().kind()).isEqualTo("gbdt");
            assertThat(training.status().notes()).anyMatch(note -> note.contains("no such library"));
        }
    }

    @Test
    void theSameWorldAndSeedGiveTheSameModel() throws Exception {
        TestWorld world = GeneratedWorlds.ratings(100, 20, 1, GeneratedWorlds.TASTE);
        ModelRegistry registry = ModelRegistry.open(folder, new PackedReader(world));
        try (ModelTraining training = new ModelTraining(world, registry, TestLearning.of("lr"), 1)) {
            training.start();
            await(training);
            String first = training.status().active();
            training.start();
            assertThat(await(training)).isInstanceOf(TrainingStatus.Idle.class);
            assertThat(training.status().active()).isEqualTo(first).startsWith("m-");
            assertThat(registry.published()).hasSize(1);
        }
    }
}
