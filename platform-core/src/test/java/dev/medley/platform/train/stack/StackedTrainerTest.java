package dev.medley.platform.train.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.platform.evaluate.JudgedRows;
import dev.medley.platform.evaluate.Metrics;
import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.core.CoreEnsemble;
import dev.medley.platform.score.gbdt.TreeScorer;
import dev.medley.platform.score.stack.StackedScorer;
import dev.medley.platform.train.TrainerSettings;
import dev.medley.platform.train.example.Examples;
import dev.medley.platform.train.gbdt.TreeSettings;
import dev.medley.platform.train.gbdt.TreeTrainer;
import dev.medley.platform.train.task.GeneratedTasks;
import dev.medley.platform.train.torch.CoreTrainer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StackedTrainerTest {
    private static final long SEED = 71;

    /** Steps are what trees are good at: they are believed, and networks where those know more. */
    @Test
    void bothTogetherKnowNoLessThanEither() {
        GeneratedTasks world = new GeneratedTasks(SEED);
        GeneratedTasks.Truth click = (u, i, d, s) -> (s[0] > 0 == s[1] > 0 ? 1.5 : -1.5) + (i % 2 == 0 ? 1 : -1);
        Examples learn = world.draw(12_000, SEED + 1, click);
        Examples validation = world.draw(6_000, SEED + 2, click);
        TrainerSettings settings = new TrainerSettings(SEED, 3, List.of("click"), new int[] {-1}, 1, Optional.empty());
        CoreTrainer networks = new CoreTrainer(1);
        TreeTrainer trees = new TreeTrainer(TreeSettings.USUAL);
        StackedScorer both = (StackedScorer)
                new StackedTrainer(networks, trees).train(learn, validation, settings, GeneratedTasks.SILENT);
        CoreEnsemble ofNetworks = both.networks();
        TreeScorer ofTrees = trees.train(learn, validation, settings.withEpochs(0), GeneratedTasks.SILENT);
        assertThat(auc(both, validation))
                .isGreaterThan(auc(ofNetworks, validation))
                .isGreaterThan(auc(ofTrees, validation) - 0.001);
        float[][] combined = GeneratedTasks.score(ofNetworks, validation, 100);
        both.combine(combined, GeneratedTasks.score(ofTrees, validation, 100), validation.count());
        assertThat(combined).isDeepEqualTo(GeneratedTasks.score(both, validation, 100));
    }

    /** Here nothing says that they do. */
    @Test
    void networksAreLeftAloneWhereTreesDoNotHelp() {
        GeneratedTasks world = new GeneratedTasks(SEED);
        GeneratedTasks.Truth chance = (u, i, d, s) -> 0;
        Examples learn = world.draw(3_000, SEED + 1, chance);
        TrainerSettings settings = new TrainerSettings(SEED, 2, List.of("click"), new int[] {-1}, 1, Optional.empty());
        Scorer scorer = new StackedTrainer(new CoreTrainer(1), new TreeTrainer(TreeSettings.USUAL))
                .train(learn, world.draw(0, SEED + 2, chance), settings, GeneratedTasks.SILENT);
        assertThat(scorer).isInstanceOf(CoreEnsemble.class);
    }

    private static double auc(Scorer scorer, Examples examples) {
        return Metrics.auc(JudgedRows.of(GeneratedTasks.score(scorer, examples, 100)[0], examples.labels()[0]));
    }
}
