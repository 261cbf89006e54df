package dev.medley.platform.offline;

import dev.medley.platform.train.TrainingListener;
import java.io.PrintStream;
import java.util.Locale;

/** Prints how a training goes: a line an epoch, and one for each step before and after. */
final class TrainingLog implements TrainingListener {
    private static final double NANOS = 1e9;

    private final PrintStream out;
    private final long begun = System.nanoTime();
    private String last = "";

    TrainingLog(PrintStream out) {
        this.out = out;
    }

    @Override
    public void epoch(int epoch, int epochs, double loss, double validation, double secondsLeft) {
        out.printf(
                Locale.ROOT,
                "%6.0f s  epoch %d of at most %d: loss %.5f, validation %.5f, about %.0f s left%n",
                seconds(),
                epoch,
                epochs,
                loss,
                validation,
                secondsLeft);
    }

    @Override
    public void progress(double share, String message) {
        if (!message.equals(last)) {
            out.printf(Locale.ROOT, "%6.0f s  %s%n", seconds(), message);
            last = message;
        }
    }

    void end() {
        out.printf(Locale.ROOT, "%6.0f s  done%n", seconds());
    }

    private double seconds() {
        return (System.nanoTime() - begun) / NANOS;
    }
}
