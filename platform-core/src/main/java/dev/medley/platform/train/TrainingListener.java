package dev.medley.platform.train;

/** Hears how a training goes. */
public interface TrainingListener {
    /**
     * An epoch has ended.
     *
     * @param epoch from 1
     * @param epochs at most so many
     * @param loss mean loss a row over the epoch
     * @param validation the figure that decides on stopping, such as mean AUC over tasks; greater is better
     * @param secondsLeft a guess
     */
    void epoch(int epoch, int epochs, double loss, double validation, double secondsLeft);

    /**
     * Within an epoch.
     *
     * @param share of the whole training, 0 to 1
     */
    void progress(double share, String message);

    /** Hears a part of the whole, from one share of it to another. */
    default TrainingListener part(double from, double to) {
        TrainingListener whole = this;
        return new TrainingListener() {
            @Override
            public void epoch(int epoch, int epochs, double loss, double validation, double secondsLeft) {
                whole.epoch(epoch, epochs, loss, validation, secondsLeft);
            }

            @Override
            public void progress(double share, String message) {
                whole.progress(from + share * (to - from), message);
            }
        };
    }
}
