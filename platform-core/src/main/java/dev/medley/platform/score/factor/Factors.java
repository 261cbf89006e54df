package dev.medley.platform.score.factor;

/** What a learner has learnt about pairs of users and items. Immutable; any number of threads may score at once. */
public interface Factors {
    /**
     * How well the item suits the user, larger is better: on the scale of the values that were learnt, or a logit where
     * the loss is {@link Loss#LOGISTIC}. Pairs of which nothing is known have a finite score as well.
     *
     * @param user from 0 to {@link #userCount} - 1
     * @param item from 0 to {@link #itemCount} - 1
     * @throws IndexOutOfBoundsException where there is no such user or item
     */
    float score(int user, int item);

    /** How many users it knows. */
    int userCount();

    /** How many items it knows. */
    int itemCount();
}
