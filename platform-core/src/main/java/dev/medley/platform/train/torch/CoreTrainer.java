package dev.medley.platform.train.torch;

import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.core.CoreEnsemble;
import dev.medley.platform.score.core.CoreScorer;
import dev.medley.platform.train.Trainer;
import dev.medley.platform.train.TrainerSettings;
import dev.medley.platform.train.TrainingListener;
import dev.medley.platform.train.example.Examples;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Learns the networks of the shared ranking core. */
public final class CoreTrainer implements Trainer {
    private static final int USUAL_MEMBERS = 2;

    private final Optional<FitSettings> fit;
    private final int members;

    /** With the sizes and rates that were found best. */
    public CoreTrainer() {
        this(Optional.empty(), USUAL_MEMBERS);
    }

    /** With the sizes and rates that were found best, of so many networks. */
    public CoreTrainer(int members) {
        this(Optional.empty(), members);
    }

    /**
     * With other sizes and rates.
     *
     * @param members how many networks are learnt one after the other, of which the mean counts; 1 to 16. A core that
     *     starts from another has as many as that one
     */
    public CoreTrainer(FitSettings fit, int members) {
        this(Optional.of(fit), members);
    }

    private CoreTrainer(Optional<FitSettings> fit, int members) {
        this.fit = fit;
        this.members = members;
    }

    /**
     * What was found best where statistics and collaborative scores are part of the input: they say what the product of
     * user and item would, so there is none, and keys are dropped often, or they would be learnt by heart.
     */
    public static final FitSettings WITH_STATISTICS = new FitSettings(
            16, 0, 32, 30, 2048, 4, 1, 1e-3, 0.3, 0.03, 0.1, 0.3, 0.03, 0.02, 0.5, 0.2, 0.1, 0.1, 2, 0.1);

    /** What was found best for keys alone. */
    public static final FitSettings KEYS_ALONE = new FitSettings(
            16, 16, 32, 50, 2048, 4, 1, 1e-3, 1e-4, 0.03, 0.03, 0.3, 0.03, 0.02, 0.02, 0.2, 0.1, 0, 2, 0.1);

    @Override
    public void load(int threads) {
        TorchRuntime.load(threads);
    }

    @Override
    public List<String> mismatches(Scorer parent, Examples learn, TrainerSettings settings) {
        FitSettings sizes = sizes(learn);
        Set<String> mismatches = new LinkedHashSet<>();
        for (CoreScorer member : ensemble(parent).members()) {
            mismatches.addAll(TorchFit.mismatches(CoreNetwork.CORE, sizes, member, learn, settings));
        }
        return List.copyOf(mismatches);
    }

    private FitSettings sizes(Examples learn) {
        return fit.orElseGet(() -> (learn.width() > 0 ? WITH_STATISTICS : KEYS_ALONE).forRows(learn.count()));
    }

    private static CoreEnsemble ensemble(Scorer scorer) {
        if (scorer instanceof CoreEnsemble ensemble) {
            return ensemble;
        }
        throw TorchNetwork.foreign(scorer, CoreEnsemble.class);
    }

    @Override
    public CoreEnsemble train(
            Examples learn, Examples validation, TrainerSettings settings, TrainingListener listener) {
        FitSettings sizes = sizes(learn);
        Optional<CoreEnsemble> parent = settings.parent().map(model -> ensemble(model.scorer()));
        int networks = parent.map(ensemble -> ensemble.members().size()).orElse(members);
        List<CoreScorer> learnt = new ArrayList<>();
        for (int i = 0; i < networks; i++) {
            // The first with the seed itself, so that one network is the first of several.
            TrainerSettings own = i == 0 ? settings : settings.member(i);
            if (parent.isPresent()) {
                own = own.from(
                        settings.parent().get().with(parent.get().members().get(i)));
            }
            learnt.add((CoreScorer) TorchFit.train(CoreNetwork.CORE, sizes, learn, validation, own, listener));
        }
        return new CoreEnsemble(learnt);
    }
}
