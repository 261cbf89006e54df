package dev.medley.platform.score.registry;

import dev.medley.platform.score.HeuristicModel;
import dev.medley.platform.score.Model;
import dev.medley.platform.score.ModelChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The roll-out with the models that it names: one immutable state, swapped as a whole, so no reader sees half of a
 * change.
 *
 * @param rollout who does what
 * @param active the active model
 * @param previous stands in for it
 * @param canary if there is one
 * @param shadow if there is one, with what it has been measured at
 * @param forActive what requests of the active model get
 * @param forCanary what requests of the canary get
 */
record Serving(
        Rollout rollout,
        Loaded active,
        Optional<Loaded> previous,
        Optional<Loaded> canary,
        Optional<Shadow> shadow,
        ModelChoice forActive,
        ModelChoice forCanary) {
    /** The one model that is always there. */
    static final Loaded HEURISTIC = new Loaded(new HeuristicModel(), Optional.empty());

    /** A model with what stands beside it; the heuristic has no manifest. */
    record Loaded(Model model, Optional<ModelManifest> manifest) {
        String revision() {
            return model.revision();
        }
    }

    /** A shadow. */
    record Shadow(Loaded loaded, ShadowMeasurement measurement) {}

    static Serving of(
            Rollout rollout,
            Loaded active,
            Optional<Loaded> previous,
            Optional<Loaded> canary,
            Optional<Shadow> shadow,
            ShadowThread thread) {
        List<Model> chain = new ArrayList<>();
        add(chain, active);
        previous.ifPresent(loaded -> add(chain, loaded));
        add(chain, HEURISTIC);
        List<Model> ofCanary = new ArrayList<>();
        canary.ifPresent(loaded -> add(ofCanary, loaded));
        for (Model model : chain) {
            if (ofCanary.isEmpty() || !ofCanary.getFirst().revision().equals(model.revision())) {
                ofCanary.add(model);
            }
        }
        return new Serving(
                rollout,
                active,
                previous,
                canary,
                shadow,
                new ModelChoice(chain, shadow.map(each -> thread.listener(each.measurement()))),
                new ModelChoice(ofCanary, Optional.empty()));
    }

    /** The loaded model of that revision, if this state has it. */
    Optional<Loaded> find(String revision) {
        List<Loaded> all = new ArrayList<>(List.of(HEURISTIC, active));
        previous.ifPresent(all::add);
        canary.ifPresent(all::add);
        shadow.ifPresent(each -> all.add(each.loaded()));
        return all.stream().filter(each -> each.revision().equals(revision)).findFirst();
    }

    private static void add(List<Model> chain, Loaded loaded) {
        for (Model model : chain) {
            if (model.revision().equals(loaded.revision())) {
                return;
            }
        }
        chain.add(loaded.model());
    }
}
