package dev.medley.platform.train.torch;

import dev.medley.platform.score.Scorer;
import dev.medley.platform.train.Trainer;
import dev.medley.platform.train.TrainerSettings;
import dev.medley.platform.train.TrainingListener;
import dev.medley.platform.train.example.Examples;
import java.util.List;

/** Learns a plain deep net: kind {@code dnn}. */
public final class DnnTrainer implements Trainer {
    /** What was found best. */
    public static final FitSettings DEFAULTS = new FitSettings(
            16, 0, 32, 50, 2048, 4, 1, 1e-3, 1e-4, 0.03, 0.03, 0.3, 0.03, 0.02, 0.02, 0.2, 0.1, 0, 2, 0.1);

    private final FitSettings fit;

    /** With the sizes and rates that were found best. */
    public DnnTrainer() {
        this(DEFAULTS);
    }

    /** With other sizes and rates. */
    public DnnTrainer(FitSettings fit) {
        this.fit = fit;
    }

    @Override
    public void load(int threads) {
        TorchRuntime.load(threads);
    }

    @Override
    public List<String> mismatches(Scorer parent, Examples learn, TrainerSettings settings) {
        return TorchFit.mismatches(PerceptronNetwork.DNN, fit, parent, learn, settings);
    }

    @Override
    public Scorer train(Examples learn, Examples validation, TrainerSettings settings, TrainingListener listener) {
        return TorchFit.train(PerceptronNetwork.DNN, fit, learn, validation, settings, listener);
    }
}
