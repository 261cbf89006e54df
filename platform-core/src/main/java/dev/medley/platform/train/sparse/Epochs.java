package dev.medley.platform.train.sparse;

import dev.medley.platform.train.TrainingListener;
import dev.medley.platform.train.TrainingStoppedException;
import java.util.SplittableRandom;

/** Passes over rows in an order that is shuffled anew each time, until the validation has gained nothing for long enough. */
public final class Epochs {
    /** A gain below this share of the loss is none. */
    private static final double LEAST_GAIN = 1e-5;

    private final long seed;
    private final int most;
    private final int patience;
    private final TrainingListener listener;
    private final int epochsBefore;
    private final int epochsOfAll;

    /**
     * Passes.
     *
     * @param most at most so many
     * @param patience stops after so many without a gain
     * @param epochsBefore so many of the training's epochs come before these, as the listener is told
     * @param epochsOfAll so many the whole training has at most
     */
    public Epochs(long seed, int most, int patience, TrainingListener listener, int epochsBefore, int epochsOfAll) {
        this.seed = seed;
        this.most = most;
        this.patience = patience;
        this.listener = listener;
        this.epochsBefore = epochsBefore;
        this.epochsOfAll = epochsOfAll;
    }

    /** What learns. */
    public interface Learner {
        /** Learns from a row; its loss before. */
        double learn(int row);

        /** Mean loss on the validation; NaN if there is none. */
        double validationLoss();

        /** Remembers the weights as they are. */
        void keep();
    }

    /** Runs; the learner has then been told to keep its best. */
    public void run(int rows, Learner learner) {
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            order[i] = i;
        }
        SplittableRandom random = new SplittableRandom(seed);
        double best = Double.POSITIVE_INFINITY;
        int bestEpoch = 0;
        long start = System.nanoTime();
        for (int epoch = 1; epoch <= most && epoch - bestEpoch <= patience; epoch++) {
            shuffle(order, random);
            double loss = 0;
            for (int i = 0; i < rows; i++) {
                Admission.checkStopped(i);
                loss += learner.learn(order[i]);
            }
            TrainingStoppedException.throwIfInterrupted();
            double validation = learner.validationLoss();
            // Without a validation every pass is taken to be a gain.
            if (Double.isNaN(validation) || validation < best * (1 - LEAST_GAIN)) {
                best = validation;
                bestEpoch = epoch;
                learner.keep();
            }
            double seconds = (System.nanoTime() - start) * 1e-9;
            int done = epochsBefore + epoch;
            listener.epoch(
                    done,
                    epochsOfAll,
                    rows == 0 ? 0 : loss / rows,
                    -validation,
                    seconds / epoch * (epochsOfAll - done));
        }
    }

    private static void shuffle(int[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
    }
}
