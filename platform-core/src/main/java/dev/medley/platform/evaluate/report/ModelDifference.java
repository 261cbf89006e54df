package dev.medley.platform.evaluate.report;

import dev.medley.platform.evaluate.Figure;
import dev.medley.platform.evaluate.PairedDifference;
import java.util.Objects;

/**
 * How far two models are apart in a figure.
 *
 * @param split which rows both were judged on
 * @param first the model whose figure it is
 * @param second the model whose figure is taken from it
 * @param scenario the scenario's name
 * @param task the task's name
 * @param figure the figure
 * @param difference over the seeds
 */
public record ModelDifference(
        String split,
        String first,
        String second,
        String scenario,
        String task,
        Figure figure,
        PairedDifference difference) {
    /** Checks that all are there. */
    public ModelDifference {
        Objects.requireNonNull(split, "split");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
        Objects.requireNonNull(scenario, "scenario");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(figure, "figure");
        Objects.requireNonNull(difference, "difference");
    }

    /** Whether the interval lies wholly on the side where the first model is better. */
    boolean isClearlyBetter() {
        return figure.aim() != Figure.Aim.NONE && difference.isClear() && isTowards(difference.mean());
    }

    /** Whether it lies wholly on the other side. */
    boolean isClearlyWorse() {
        return figure.aim() != Figure.Aim.NONE && difference.isClear() && isTowards(-difference.mean());
    }

    private boolean isTowards(double mean) {
        return switch (figure.aim()) {
            case HIGH -> mean > 0;
            case LOW -> mean < 0;
            // Which side of 1 is nearer cannot be told from a difference.
            case ONE, NONE -> false;
        };
    }
}
