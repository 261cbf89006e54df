package dev.medley.platform.score;

import java.util.List;
import java.util.Optional;

/**
 * The models of one request. Immutable, and shared by many requests.
 *
 * @param models the one that is to score, then those that stand in for it, in the order to try them; each once, and
 *     possibly none
 * @param listener hears what the first of them has scored
 */
public record ModelChoice(List<Model> models, Optional<ScoreListener> listener) {
    /** Copies the list. */
    public ModelChoice {
        models = List.copyOf(models);
    }

    /** Those models, and nobody listens. */
    public static ModelChoice of(Model... models) {
        return new ModelChoice(List.of(models), Optional.empty());
    }

    /** The same models, and nobody listens. */
    public ModelChoice unheard() {
        return new ModelChoice(models, Optional.empty());
    }

    /** The models from that place on, and nobody listens. */
    public ModelChoice from(int first) {
        return new ModelChoice(models.subList(first, models.size()), Optional.empty());
    }

    /** The place of the model with that revision, or -1. */
    public int indexOf(String revision) {
        for (int i = 0; i < models.size(); i++) {
            if (models.get(i).revision().equals(revision)) {
                return i;
            }
        }
        return -1;
    }
}
