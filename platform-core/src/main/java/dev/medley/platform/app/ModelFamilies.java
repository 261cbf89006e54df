package dev.medley.platform.app;

import dev.medley.platform.train.ModelLearning;
import dev.medley.platform.train.Trainer;
import dev.medley.platform.train.Trainers;
import dev.medley.platform.train.WorldLearning;
import dev.medley.platform.train.factor.CollaborativeLearning;
import dev.medley.platform.train.fm.FactorSettings;
import dev.medley.platform.train.fm.FactorTrainer;
import dev.medley.platform.train.gbdt.TreeSettings;
import dev.medley.platform.train.gbdt.TreeTrainer;
import dev.medley.platform.train.lr.LinearSettings;
import dev.medley.platform.train.lr.LinearTrainer;
import dev.medley.platform.train.stack.StackedTrainer;
import dev.medley.platform.train.torch.CoreTrainer;
import dev.medley.platform.train.torch.DnnTrainer;
import dev.medley.platform.train.torch.TransformerTrainer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** The families of models that can be learnt, the shared core first. */
public final class ModelFamilies {
    /** What is learnt unless something else is asked for. */
    public static final String USUAL = "core";

    /** What is learnt where what was asked for cannot be. */
    private static final String ELSE = "gbdt";

    /** A process that serves learns from so many rows at most, whole users of them, and passes over them so often. */
    private static final int MAX_ROWS = 200_000;

    private static final int PASSES = 2;

    private ModelFamilies() {}

    /**
     * Learning in the process that serves: one network where the command learns several and trees, on one thread, of
     * bounded rows.
     *
     * @throws IllegalArgumentException if there is no such family, naming what there is
     */
    public static WorldLearning inProcess(String kind, long seed) {
        SequencedMap<String, Supplier<Trainer>> byKind = trainers().byKind();
        byKind.put("core", () -> new CoreTrainer(1));
        Trainers trainers = new Trainers(byKind);
        return new WorldLearning(
                new ModelLearning(trainers, new CollaborativeLearning(seed)),
                trainers,
                kind.equals(ELSE) ? List.of(kind) : List.of(kind, ELSE),
                PASSES,
                // Requests come first.
                1,
                MAX_ROWS);
    }

    static Trainers trainers() {
        SequencedMap<String, Supplier<Trainer>> byKind = new LinkedHashMap<>();
        byKind.put("core", () -> new StackedTrainer(new CoreTrainer(), new TreeTrainer(TreeSettings.USUAL)));
        byKind.put("lr", () -> new LinearTrainer(LinearSettings.USUAL));
        byKind.put("fm", () -> new FactorTrainer(FactorSettings.USUAL));
        byKind.put("gbdt", () -> new TreeTrainer(TreeSettings.USUAL));
        byKind.put("dnn", DnnTrainer::new);
        byKind.put("transformer", TransformerTrainer::new);
        return new Trainers(byKind);
    }
}
