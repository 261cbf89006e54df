package dev.medley.platform.train;

import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.packed.InputDefinition;
import dev.medley.platform.score.packed.ModelParts;
import dev.medley.platform.train.example.ExampleMaker;
import dev.medley.platform.train.example.ExampleScoring;
import dev.medley.platform.train.example.Examples;
import dev.medley.platform.train.example.FactorLearning;
import dev.medley.platform.train.example.Population;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.id.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Learns a model of a population: examples, training, calibration, judgement. One thread calls; it stops soon after that
 * thread has been interrupted.
 */
public final class ModelLearning {
    /** Tasks that can only follow a click, where clicks are learnt (ESMM, Ma et al., SIGIR 2018). */
    private static final Set<TaskId> AFTER_CLICK =
            Set.of(Tasks.ADD_TO_CART, Tasks.PURCHASE, Tasks.FOLLOW, Tasks.GIFT, Tasks.SHARE);

    private final Trainers trainers;
    private final FactorLearning factors;

    /** With those families, and those collaborative models among the statistics. */
    public ModelLearning(Trainers trainers, FactorLearning factors) {
        this.trainers = trainers;
        this.factors = factors;
    }

    /**
     * Learns models of several kinds from the same examples.
     *
     * @param kinds which families
     * @return the models, in that order
     * @throws IllegalArgumentException if there is nothing to learn from, or a kind is not known, or the model to start
     *     from does not fit, naming all that does not
     * @throws TrainerUnavailableException if one of them cannot be learnt on this system
     */
    public List<LearntModel> learn(
            Population population, List<String> kinds, LearningSettings settings, TrainingListener listener) {
        List<Trainer> families = kinds.stream().map(trainers::of).toList();
        families.forEach(family -> family.load(settings.threads()));
        listener.progress(0, "counting, and learning collaborative models");
        ExampleMaker maker = new ExampleMaker(population, settings.examples(), factors);
        listener.progress(0.1, "making examples");
        Examples learn = maker.learn();
        Examples validation = maker.validation();
        List<LearntModel> models = new ArrayList<>();
        for (int i = 0; i < families.size(); i++) {
            listener.progress(0.2, kinds.get(i) + ": learning from " + learn.count() + " rows");
            models.add(learn(kinds.get(i), families.get(i), maker, learn, validation, settings, listener));
        }
        return models;
    }

    private static LearntModel learn(
            String kind,
            Trainer family,
            ExampleMaker maker,
            Examples learn,
            Examples validation,
            LearningSettings settings,
            TrainingListener listener) {
        InputDefinition definition = maker.definition();
        TrainerSettings trainerSettings = new TrainerSettings(
                settings.examples().seed(),
                settings.epochs(),
                definition.tasks().stream().map(TaskId::value).toList(),
                funnelParents(definition, learn),
                settings.threads(),
                settings.checkpoint().map(file -> file.resolveSibling(file.getFileName() + "-" + kind)));
        Optional<ParentModel> parent =
                settings.start().map(start -> parent(start, kind, definition, family, learn, trainerSettings));
        Scorer scorer = family.train(
                learn, validation, parent.map(trainerSettings::from).orElse(trainerSettings), listener.part(0.2, 0.95));
        listener.progress(0.95, kind + ": judging on " + validation.count() + " rows");
        float[][] raw = ExampleScoring.score(scorer, validation, settings.threads());
        Judgement judgement =
                new Judgement(definition, validation, raw, settings.examples().seed());
        ModelParts parts = new ModelParts(
                kind,
                definition,
                scorer,
                maker.statistics(),
                maker.frequencies(),
                maker.factors(),
                judgement.calibrations());
        return new LearntModel(
                parts,
                judgement.figures(kind, scorer.cost()),
                judgement.popularity(maker::popularity),
                learn.count(),
                parent.map(ParentModel::revision).stream().toList(),
                notes(settings, maker, validation));
    }

    private static ParentModel parent(
            WarmStart start,
            String kind,
            InputDefinition definition,
            Trainer family,
            Examples learn,
            TrainerSettings settings) {
        List<String> mismatches = start.mismatches(kind, definition);
        if (start.parts().kind().equals(kind)) {
            mismatches.addAll(family.mismatches(start.parts().scorer(), learn, settings));
        }
        if (!mismatches.isEmpty()) {
            throw new IllegalArgumentException(
                    "model " + start.revision() + " cannot be started from: " + String.join("; ", mismatches));
        }
        return start.parent(definition);
    }

    private static int[] funnelParents(InputDefinition definition, Examples learn) {
        int[] parents = new int[definition.tasks().size()];
        int click = definition.taskNumber(Tasks.CLICK);
        for (int task = 0; task < parents.length; task++) {
            boolean after = click >= 0
                    && AFTER_CLICK.contains(definition.tasks().get(task))
                    && learn.drawnTasks()[click]
                    && learn.drawnTasks()[task];
            parents[task] = after ? click : -1;
        }
        return parents;
    }

    private static List<String> notes(LearningSettings settings, ExampleMaker maker, Examples validation) {
        List<String> notes = new ArrayList<>();
        settings.start().ifPresent(start -> notes.add(start.note(maker.definition())));
        notes.add(
                settings.examples().ordered()
                        ? "judged on what came after what was learnt from"
                        : "judged on pairs that were held out by chance or by the data set");
        if (settings.examples().newcomers() > 0) {
            notes.add("of the users " + settings.examples().newcomers() + " were shown as if they were new");
        }
        for (boolean drawn : validation.drawnTasks()) {
            if (drawn) {
                notes.add("noes of tasks without observed noes are drawn, half with equal chances, half by popularity;"
                        + " probabilities are those of an assumed one in twenty");
                break;
            }
        }
        notes.addAll(maker.notes());
        return notes;
    }
}
