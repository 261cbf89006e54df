package dev.medley.platform.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.platform.score.HeuristicModel;
import dev.medley.platform.score.ModelRegistry;
import dev.medley.platform.score.logistic.WeightsFile;
import dev.medley.platform.world.TestWorld;
import java.nio.file.Path;
import java.time.Duration;
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
        ModelRegistry registry = ModelRegistry.open(folder, WeightsFile::read);
        TestWorld world = GeneratedWorlds.ratings(200, 30, 1, GeneratedWorlds.TASTE);
        try (ModelTraining training = new ModelTraining(world, registry, 1)) {
            assertThat(training.status().active()).isEqualTo(HeuristicModel.REVISION);
            assertThat(training.start()).isTrue();
            assertThat(await(training)).isInstanceOf(TrainingStatus.Idle.class);
            ModelStatus status = training.status();
            assertThat(status.active()).startsWith("m-");
            assertThat(status.figures()).hasSize(2);
            assertThat(ModelRegistry.open(folder, WeightsFile::read).active().revision())
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
        ModelRegistry registry = ModelRegistry.open(folder, WeightsFile::read);
        ModelTraining training = new ModelTraining(world, registry, 1);
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
        ModelRegistry registry = ModelRegistry.open(folder, WeightsFile::read);
        try (ModelTraining training = new ModelTraining(new TestWorld(), registry, 1)) {
            for (int i = 0; i < 2; i++) {
                assertThat(training.start()).isTrue();
                assertThat(await(training))
                        .isInstanceOfSatisfying(
                                TrainingStatus.Failed.class,
                                failed -> assertThat(failed.reason()).contains("no example"));
            }
        }
    }
}
