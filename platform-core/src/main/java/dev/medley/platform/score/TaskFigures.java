package dev.medley.platform.score;

/**
 * How well a model did on the hold-out, for one task. A figure is null where the hold-out has no such rows, or only one
 * of yes and no.
 *
 * @param scenario the surface's name; heads are learnt per surface, and a scenario over it uses them
 * @param task the task
 * @param examples rows learnt from
 * @param holdOut rows judged on
 * @param auc chance that a yes is scored above a no, 0 to 1
 * @param popularityAuc the same on the same rows, with the item's popularity as score
 * @param lexicalAuc the same, with the share of the query's words in the title as score; null without queries
 * @param logloss mean logarithmic loss in nats, drawn noes weighted by what they stand for
 * @param predictedOverObserved sum of the probabilities over the number of yes, with those weights; 1 is calibrated
 */
public record TaskFigures(
        String scenario,
        String task,
        long examples,
        long holdOut,
        Double auc,
        Double popularityAuc,
        Double lexicalAuc,
        Double logloss,
        Double predictedOverObserved) {}
