package dev.medley.platform.rerank;

import dev.medley.platform.execute.ScenarioRun;
import dev.medley.platform.rerank.exposure.Prices;
import dev.medley.platform.rerank.exposure.RunningScale;
import java.util.List;

/** The unit that weights are in: what a usual value of each scenario is, and of the slate's scenarios together. */
final class UsualValues {
    private final double[] factors;
    private final double unit;

    /**
     * Reads the scales; a scenario of which none is known is taken by the best candidates of this request.
     *
     * @param relative whether values are to compete in usual values of their own scenario
     */
    UsualValues(List<ScenarioRun> runs, boolean relative, Prices prices) {
        factors = new double[runs.size()];
        double sum = 0;
        for (int part = 0; part < factors.length; part++) {
            double usual = usual(runs.get(part), prices);
            factors[part] = relative ? 1 / usual : 1;
            sum += usual;
        }
        unit = relative ? 1 : sum / factors.length;
    }

    private static double usual(ScenarioRun run, Prices prices) {
        String scenario = run.plan().scenario().id().value();
        double usual = prices.knows(scenario)
                ? prices.scale(scenario)
                : Math.abs(RunningScale.ofBest(run.values(), run.batch().selection()));
        // Of nothing, or of what is no number, no unit can be made.
        return usual > 0 && usual < Double.POSITIVE_INFINITY ? usual : 1;
    }

    /** What a value of that scenario is multiplied by before values are compared. */
    double factor(int part) {
        return factors[part];
    }

    /** A usual value, as values are compared. */
    double unit() {
        return unit;
    }
}
