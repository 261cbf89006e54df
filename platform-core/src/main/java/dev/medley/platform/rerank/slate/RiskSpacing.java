package dev.medley.platform.rerank.slate;

import dev.medley.platform.rerank.slate.Containment.Source;

/**
 * What a risky row loses by standing near others: weight times its risk times the risks of the places before it, each
 * the less the farther away. Risks above 1 count as 1 here.
 */
final class RiskSpacing {
    private SlateProblem problem;
    private double weight;
    private int window;
    private double[] risks = new double[0];
    private double pressure;

    void begin(SlateProblem newProblem) {
        problem = newProblem;
        weight = problem.weights().spacing();
        window = problem.weights().spacingWindow();
        pressure = 0;
        if (risks.length < problem.places()) {
            risks = new double[problem.places()];
        }
    }

    /** 0 or more. */
    double loss(int row) {
        return pressure == 0 ? 0 : pressure * risk(row);
    }

    void place(int row, int place) {
        if (weight == 0) {
            return;
        }
        risks[place] = risk(row);
        double sum = 0;
        for (int distance = 1; distance <= Math.min(window, place + 1); distance++) {
            sum += risks[place + 1 - distance] * (window + 1 - distance) / window;
        }
        pressure = weight * sum;
    }

    private double risk(int row) {
        float risk = problem.riskiness()[row];
        return Math.min(1, Source.RISK.allows(risk) ? risk : Source.RISK.contained(risk));
    }
}
