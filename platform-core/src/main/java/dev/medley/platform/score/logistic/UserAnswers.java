package dev.medley.platform.score.logistic;

import dev.medley.platform.score.feature.UserTaste;
import dev.medley.spi.entity.InteractionType;

/**
 * What a user has answered on one surface: of the newest {@value UserTaste#WINDOW} interactions, how many were positive
 * and how often each task got a yes or a no. Interactions are added oldest first; one thread.
 */
public final class UserAnswers {
    private final TaskMeanings meanings;
    private final int[] yesRing = new int[UserTaste.WINDOW];
    private final int[] knownRing = new int[UserTaste.WINDOW];
    private final boolean[] positiveRing = new boolean[UserTaste.WINDOW];
    private final int[] yes;
    private final int[] known;
    private int positives;
    private int added;

    /** Nothing answered yet. */
    public UserAnswers(TaskMeanings meanings) {
        this.meanings = meanings;
        yes = new int[meanings.tasks().size()];
        known = new int[meanings.tasks().size()];
    }

    /** Adds a newer interaction. */
    public void add(InteractionType type, float value) {
        int place = added++ & UserTaste.WINDOW - 1;
        count(place, -1);
        yesRing[place] = meanings.yes(type, value);
        knownRing[place] = meanings.known(type);
        positiveRing[place] = !type.isNegative();
        count(place, 1);
    }

    private void count(int place, int by) {
        positives += positiveRing[place] ? by : 0;
        for (int task = 0; task < yes.length; task++) {
            yes[task] += (yesRing[place] >>> task & 1) * by;
            known[task] += (knownRing[place] >>> task & 1) * by;
        }
    }

    /** Positive interactions that count. */
    public int positives() {
        return positives;
    }

    /** The dense inputs that follow the common ones: the share of yes for the tasks with observed noes, else 0. */
    void write(LearntHead head, float[] target, int at) {
        write(head.explicitTasks(), head.everybodysYesShares(), target, at);
    }

    /** As {@link #write(LearntHead, float[], int)}, for a head that is still being learnt. */
    public void write(int explicitTasks, float[] everybodysYesShares, float[] target, int at) {
        for (int task = 0; task < yes.length; task++) {
            boolean explicit = (explicitTasks >>> task & 1) == 1;
            target[at + task] = explicit ? DenseInputs.yesShare(yes[task], known[task], everybodysYesShares[task]) : 0;
        }
    }
}
