package dev.medley.platform.train;

import dev.medley.platform.score.Scorer;

/**
 * What a training starts from instead of from chance. Immutable; the array is not to be changed.
 *
 * @param revision what the model is called
 * @param scorer what it has learnt
 * @param domains for each domain of the examples the number that it has in that model, -1 if it is new
 * @param keepsUnused whether keys are kept that the examples do not name
 */
public record ParentModel(String revision, Scorer scorer, int[] domains, boolean keepsUnused) {
    /** The same with another scorer: one of several networks. */
    public ParentModel with(Scorer one) {
        return new ParentModel(revision, one, domains, keepsUnused);
    }
}
