package dev.medley.platform.score.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.popularity.PopularityScorer;
import dev.medley.platform.score.weights.Tensors;
import dev.medley.platform.train.Trainer;
import dev.medley.platform.train.TrainerSettings;
import dev.medley.platform.train.example.Examples;
import dev.medley.platform.train.fm.FactorSettings;
import dev.medley.platform.train.fm.FactorTrainer;
import dev.medley.platform.train.gbdt.TreeSettings;
import dev.medley.platform.train.gbdt.TreeTrainer;
import dev.medley.platform.train.lr.LinearSettings;
import dev.medley.platform.train.lr.LinearTrainer;
import dev.medley.platform.train.stack.StackedTrainer;
import dev.medley.platform.train.task.GeneratedTasks;
import dev.medley.platform.train.torch.CoreTrainer;
import dev.medley.platform.train.torch.DnnTrainer;
import dev.medley.platform.train.torch.TransformerTrainer;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScorerFamilyTest {
    private static final long SEED = 40;

    /** Every family answers as it did after it has been read by its name; one task, and two of which one has a parent. */
    @Test
    void everyKindIsReadByItsName() throws IOException {
        GeneratedTasks world = new GeneratedTasks(SEED);
        GeneratedTasks.Truth click = (u, i, d, s) -> s[1];
        GeneratedTasks.Truth buy = (u, i, d, s) -> s[0] - 1;
        Examples examples = world.draw(4_000, SEED + 1, click, buy);
        TrainerSettings settings =
                new TrainerSettings(SEED, 2, List.of("click", "buy"), new int[] {-1, 0}, 1, Optional.empty());
        Map<ScorerFamily, Trainer> trainers = new EnumMap<>(ScorerFamily.class);
        trainers.put(ScorerFamily.LR, new LinearTrainer(LinearSettings.USUAL));
        trainers.put(ScorerFamily.FM, new FactorTrainer(FactorSettings.USUAL));
        trainers.put(ScorerFamily.GBDT, new TreeTrainer(TreeSettings.USUAL));
        trainers.put(ScorerFamily.CORE, new StackedTrainer(new CoreTrainer(), new TreeTrainer(TreeSettings.USUAL)));
        trainers.put(ScorerFamily.DNN, new DnnTrainer());
        trainers.put(ScorerFamily.TRANSFORMER, new TransformerTrainer());
        for (ScorerFamily family : ScorerFamily.values()) {
            Trainer trainer = trainers.get(family);
            Scorer scorer = trainer == null
                    ? new PopularityScorer(0, 2)
                    : trainer.train(examples, examples, settings, GeneratedTasks.SILENT);
            Scorer read = ScorerFamily.read(family.kind(), scorer.tensors());
            assertThat(read).hasSameClassAs(scorer);
            float[][] expected = GeneratedTasks.score(scorer, examples, 10);
            float[][] answers = GeneratedTasks.score(read, examples, 10);
            assertThat(Arrays.deepEquals(answers, expected)).as(family.kind()).isTrue();
            if (trainer != null) {
                for (int row = 0; row < examples.count(); row++) {
                    assertThat(answers[1][row]).as(family.kind()).isBetween(0f, answers[0][row]);
                }
            }
        }
    }

    @Test
    void anUnknownKindIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> ScorerFamily.read("oracle", Tensors.builder().build()))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "kind: \"oracle\" is not allowed; one of core, lr, fm, gbdt, dnn, transformer, popularity is");
    }
}
