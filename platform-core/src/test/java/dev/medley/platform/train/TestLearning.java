package dev.medley.platform.train;

import dev.medley.platform.score.Scorer;
import dev.medley.platform.train.example.Examples;
import dev.medley.platform.train.example.FactorLearning;
import dev.medley.platform.train.gbdt.TreeSettings;
import dev.medley.platform.train.gbdt.TreeTrainer;
import dev.medley.platform.train.lr.LinearSettings;
import dev.medley.platform.train.lr.LinearTrainer;
import dev.medley.platform.train.torch.CoreTrainer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** Learning that is quick: few passes, no collaborative models. */
public final class TestLearning {
    private TestLearning() {}

    /** Of that family: {@code lr}, {@code gbdt} or {@code core}. */
    public static WorldLearning of(String kind) {
        return of(List.of(kind), FactorLearning.NONE, Trainer::load);
    }

    /** Of the first of those families that loads. */
    static WorldLearning of(List<String> kinds, Loading loading) {
        return of(kinds, FactorLearning.NONE, loading);
    }

    /** With those collaborative models. */
    public static WorldLearning of(String kind, FactorLearning factors) {
        return of(List.of(kind), factors, Trainer::load);
    }

    /** What happens when a family is loaded. */
    interface Loading {
        void load(Trainer trainer, int threads);
    }

    private static WorldLearning of(List<String> kinds, FactorLearning factors, Loading loading) {
        SequencedMap<String, Supplier<Trainer>> byKind = new LinkedHashMap<>();
        byKind.put("core", () -> loaded(new CoreTrainer(1), loading));
        byKind.put("lr", () -> loaded(new LinearTrainer(LinearSettings.USUAL), loading));
        byKind.put("gbdt", () -> loaded(new TreeTrainer(new TreeSettings(3, 0.3, 5, 1, 1, 1, 20, 5)), loading));
        Trainers trainers = new Trainers(byKind);
        return new WorldLearning(new ModelLearning(trainers, factors), trainers, kinds, 2, 1, 100_000);
    }

    private static Trainer loaded(Trainer trainer, Loading loading) {
        return new Trainer() {
            @Override
            public void load(int threads) {
                loading.load(trainer, threads);
            }

            @Override
            public Scorer train(
                    Examples learn, Examples validation, TrainerSettings settings, TrainingListener listener) {
                return trainer.train(learn, validation, settings, listener);
            }
        };
    }
}
