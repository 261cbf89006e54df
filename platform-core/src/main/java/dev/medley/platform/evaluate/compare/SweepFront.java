package dev.medley.platform.evaluate.compare;

import dev.medley.platform.evaluate.slate.ParetoFront;
import java.util.ArrayList;
import java.util.List;

/**
 * What a method's points are worth together.
 *
 * @param method its name
 * @param weights of its points that none of its others beats in utility, diversity and fairness
 * @param hypervolume of utility, diversity and fairness
 * @param diversity hypervolume of utility and diversity
 * @param fairness hypervolume of utility and fairness
 */
public record SweepFront(String method, List<Double> weights, double hypervolume, double diversity, double fairness) {
    /**
     * The front of one method.
     *
     * @param points all of one method
     * @param floor utility from which on a point is worth something, below 1; the hypervolumes are divided by {@code 1 -
     *     floor}, so that a utility of 1 counts 1
     */
    static SweepFront of(String method, List<SweepPoint> points, double floor) {
        List<double[]> objectives = new ArrayList<>();
        List<double[]> diversity = new ArrayList<>();
        List<double[]> fairness = new ArrayList<>();
        for (SweepPoint point : points) {
            double[] all = point.objectives();
            all[0] = (all[0] - floor) / (1 - floor);
            objectives.add(all);
            diversity.add(new double[] {all[0], all[1]});
            fairness.add(new double[] {all[0], all[2]});
        }
        List<Double> weights = new ArrayList<>();
        for (int i : ParetoFront.of(objectives)) {
            weights.add(points.get(i).weight());
        }
        return new SweepFront(
                method,
                weights,
                ParetoFront.hypervolume(objectives, 0, 0, 0),
                ParetoFront.hypervolume(diversity, 0, 0),
                ParetoFront.hypervolume(fairness, 0, 0));
    }
}
