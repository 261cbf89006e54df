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
 * @param gauc the AUC within each user's rows, averaged over the users; null if it was not measured
 * @param ndcg normalised discounted cumulative gain within each user's or query's rows, averaged, 0 to 1; null likewise
 * @param ece expected calibration error, 0 to 1: the mean distance of predicted from observed share; null likewise
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
        Double predictedOverObserved,
        Double gauc,
        Double ndcg,
        Double ece) {
    /** Figures without those that are taken within users and within bins of probability. */
    public TaskFigures(
            String scenario,
            String task,
            long examples,
            long holdOut,
            Double auc,
            Double popularityAuc,
            Double lexicalAuc,
            Double logloss,
            Double predictedOverObserved) {
        this(
                scenario,
                task,
                examples,
                holdOut,
                auc,
                popularityAuc,
                lexicalAuc,
                logloss,
                predictedOverObserved,
                null,
                null,
                null);
    }
}
