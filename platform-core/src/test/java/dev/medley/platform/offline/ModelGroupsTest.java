package dev.medley.platform.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.evaluate.Cost;
import dev.medley.platform.evaluate.EvaluationResult;
import dev.medley.platform.evaluate.Figure;
import dev.medley.platform.evaluate.TaskResult;
import dev.medley.platform.evaluate.report.ModelDifference;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelGroupsTest {
    @Test
    void aNumberAtTheEndIsASeed() {
        assertThat(ModelGroups.nameOf(Path.of("models/core-1"))).isEqualTo("core");
        assertThat(ModelGroups.nameOf(Path.of("models/core_12"))).isEqualTo("core");
        assertThat(ModelGroups.nameOf(Path.of("models/core.3/"))).isEqualTo("core");
        assertThat(ModelGroups.nameOf(Path.of("core7"))).isEqualTo("core");
        assertThat(ModelGroups.nameOf(Path.of("core"))).isEqualTo("core");
        assertThat(ModelGroups.nameOf(Path.of("core-1-ids"))).isEqualTo("core-1-ids");
        assertThat(ModelGroups.nameOf(Path.of("17"))).isEqualTo("17");
        assertThat(ModelGroups.nameOf(Path.of("a/../lr-2"))).isEqualTo("lr");
    }

    @Test
    void figuresAreMeansOverTheSeedsAndModelsAreComparedSeedBySeed() {
        ModelGroups groups = new ModelGroups();
        groups.add(Path.of("core-1"), result("core-1", 0.8, 0.4));
        groups.add(Path.of("lr-1"), result("lr-1", 0.7, 0.5));
        groups.add(Path.of("core-2"), result("core-2", 0.9, null));
        groups.add(Path.of("lr-2"), result("lr-2", 0.6, 0.7));
        groups.add(Path.of("fm"), result("fm", 0.65, 0.6));
        assertThat(groups.results())
                .extracting(EvaluationResult::model)
                .containsExactly("core (2 seeds)", "lr (2 seeds)", "fm");
        TaskResult core = groups.results().getFirst().find("video", "click");
        assertThat(core.figure(Figure.AUC)).isCloseTo(0.85, within(1e-12));
        assertThat(core.figure(Figure.LOGLOSS)).as("of the seeds that have it").isEqualTo(0.4);
        assertThat(groups.results().get(1).find("video", "click").figure(Figure.LOGLOSS))
                .isCloseTo(0.6, within(1e-12));
        // Only AUC has both figures of both seeds; the one seed of fm is compared with nothing.
        assertThat(groups.differences()).hasSize(1);
        ModelDifference difference = groups.differences().getFirst();
        assertThat(difference.split()).isEqualTo("validation");
        assertThat(difference.first()).isEqualTo("core");
        assertThat(difference.second()).isEqualTo("lr");
        assertThat(difference.figure()).isEqualTo(Figure.AUC);
        assertThat(difference.difference().mean()).isCloseTo(0.2, within(1e-12));
        assertThat(difference.difference().firstAbove()).isEqualTo(2);
    }

    @Test
    void oneSeedIsItself() {
        ModelGroups groups = new ModelGroups();
        groups.add(Path.of("core-1"), result("core-1", 0.8, 0.4));
        assertThat(groups.results().getFirst().model()).isEqualTo("core");
        assertThat(groups.results().getFirst().cost()).isEqualTo(new Cost(1, 2, 3));
        assertThat(groups.differences()).isEmpty();
    }

    private static EvaluationResult result(String model, double auc, Double logloss) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.AUC, auc);
        if (logloss != null) {
            figures.put(Figure.LOGLOSS, logloss);
        }
        TaskResult task = new TaskResult("video", "click", 10, 4, figures, List.of(), List.of());
        return new EvaluationResult(model, "validation", false, List.of(task), new Cost(1, 2, 3));
    }
}
