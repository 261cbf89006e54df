package dev.medley.platform.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.score.TaskFigures;
import dev.medley.platform.score.logistic.WeightsFile;
import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.TestWorld;
import dev.medley.spi.entity.Interaction;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorldTrainerTest {
    private static final long SEED = 7;
    private static final Progress SILENT = (_, _) -> {};

    private static Map<String, TaskFigures> figures(TestWorld world) throws Exception {
        return new WorldTrainer(world, SEED)
                .train(SILENT).manifest().figures().stream()
                        .collect(Collectors.toMap(TaskFigures::task, Function.identity()));
    }

    @Test
    void theSameWorldGivesTheSameBytes() throws Exception {
        TestWorld world = GeneratedWorlds.ratings(300, 30, 1, GeneratedWorlds.TASTE);
        TestWorld again = GeneratedWorlds.ratings(300, 30, 1, GeneratedWorlds.TASTE);

        TrainedModel first = new WorldTrainer(world, SEED).train(SILENT);
        TrainedModel second = new WorldTrainer(again, SEED).train(SILENT);
        TrainedModel otherSeed = new WorldTrainer(again, SEED + 1).train(SILENT);

        assertThat(second.weights()).isEqualTo(first.weights());
        assertThat(second.manifest()).isEqualTo(first.manifest());
        assertThat(otherSeed.weights()).isNotEqualTo(first.weights());
        assertThat(first.manifest().revision()).matches("m-[0-9a-f]{16}");
        assertThat(WeightsFile.read(first.weights()).revision())
                .isEqualTo(first.manifest().revision());
    }

    @Test
    void aPlantedTasteIsLearnt() throws Exception {
        Map<String, TaskFigures> figures = figures(GeneratedWorlds.ratings(2_000, 40, 2, GeneratedWorlds.TASTE));

        TaskFigures click = figures.get("click");
        assertThat(click.auc()).isGreaterThan(0.85).isGreaterThan(click.popularityAuc() + 0.25);
        TaskFigures like = figures.get("like");
        assertThat(like.auc()).isGreaterThan(0.85).isGreaterThan(like.popularityAuc() + 0.25);
    }

    @Test
    void probabilitiesAreCalibratedAlthoughNoesAreDrawn() throws Exception {
        for (GeneratedWorlds.Behaviour behaviour :
                List.of(GeneratedWorlds.TASTE, GeneratedWorlds.POPULARITY_ONLY, GeneratedWorlds.CHANCE)) {
            Map<String, TaskFigures> figures = figures(GeneratedWorlds.ratings(2_000, 40, 3, behaviour));
            assertThat(figures.get("click").predictedOverObserved()).isCloseTo(1, within(0.15));
            assertThat(figures.get("like").predictedOverObserved()).isCloseTo(1, within(0.1));
        }
    }

    @Test
    void whereThereIsNothingToLearnNothingIsLearnt() throws Exception {
        Map<String, TaskFigures> figures = figures(GeneratedWorlds.ratings(2_000, 40, 4, GeneratedWorlds.CHANCE));
        assertThat(figures.get("click").auc()).isCloseTo(0.5, within(0.03));
        assertThat(figures.get("like").auc()).isCloseTo(0.5, within(0.03));
    }

    @Test
    void strongCountsDoNotBetrayTheLabel() throws Exception {
        Map<String, TaskFigures> figures =
                figures(GeneratedWorlds.ratings(2_000, 40, 5, GeneratedWorlds.POPULARITY_ONLY));
        TaskFigures click = figures.get("click");
        // Popularity is all there is: a model that beats it by much has read the answer off somewhere.
        assertThat(click.popularityAuc()).isGreaterThan(0.6);
        assertThat(click.auc()).isCloseTo(click.popularityAuc(), within(0.02));
        assertThat(figures.get("like").auc()).isCloseTo(0.5, within(0.03));
    }

    @Test
    void judgmentsAreLearntFromTheWordsInCommon() throws Exception {
        TestWorld world = GeneratedWorlds.ratings(100, 20, 6, GeneratedWorlds.TASTE);
        GeneratedWorlds.addJudgments(world, 600, 6);
        TaskFigures relevance = figures(world).get("relevance");
        assertThat(relevance.scenario()).isEqualTo("search");
        assertThat(relevance.auc()).isGreaterThan(0.8);
        assertThat(relevance.lexicalAuc()).isGreaterThan(0.8);
        assertThat(relevance.popularityAuc()).isEqualTo(0.5);
    }

    @Test
    void anEmptyWorldIsRefusedWithTheReason() {
        assertThatThrownBy(() -> new WorldTrainer(new TestWorld(), SEED).train(SILENT))
                .isInstanceOf(NothingToLearnException.class)
                .hasMessageContaining("no example of any task");
        TestWorld declaredOnly = new TestWorld().add(new DatasetDeclaration("none", "none", List.of()));
        assertThatThrownBy(() -> new WorldTrainer(declaredOnly, SEED).train(SILENT))
                .isInstanceOf(NothingToLearnException.class);
    }

    @Test
    void anInterruptStopsIt() {
        TestWorld world = GeneratedWorlds.ratings(200, 20, 8, GeneratedWorlds.TASTE);
        assertThatThrownBy(() -> new WorldTrainer(world, SEED).train((share, _) -> {
                    if (share > 0.3) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isInstanceOf(TrainingStoppedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void pairsThatAreOnlySortedByItemGetAnOrder() {
        TestWorld chance = GeneratedWorlds.ratings(50, 20, 9, GeneratedWorlds.CHANCE);
        assertThat(UndatedOrder.saysSomething(chance, GeneratedWorlds.VIDEO)).isTrue();

        TestWorld sorted = new TestWorld();
        chance.forEach((user, _) -> chance.histories()
                .newest(user, 100)
                .forEach(seen -> sorted.add(new Interaction(
                        user, seen.item(), seen.type(), seen.time(), 0, seen.value(), seen.context()))));
        assertThat(UndatedOrder.saysSomething(sorted, GeneratedWorlds.VIDEO)).isFalse();
    }
}
