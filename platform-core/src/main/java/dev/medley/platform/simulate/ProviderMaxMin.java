package dev.medley.platform.simulate;

import java.util.Arrays;

/**
 * P-MMF as its authors publish it, to compare with: C. Xu et al., WWW 2023, arXiv 2303.06660, algorithm 1. It knows the
 * horizon, updates after every request, counts places whatever their position, and gives no provider more than {@code rho}
 * of all places.
 */
final class ProviderMaxMin {
    private final double[] rho;
    private final double lambda;
    private final double step;
    private final double momentum;
    private final int horizon;
    private final int places;
    private final double[] dual;
    private final double[] gradient;
    private final double[] left;
    private int served;

    /**
     * One period.
     *
     * @param merit by provider; taken as parts of their sum
     * @param lambda weight of the worst provider
     * @param eta the paper's step, which is divided by the root of the horizon
     * @param momentum of the newest gradient, the paper's alpha
     * @param horizon requests of a period, after which the budgets begin anew
     */
    ProviderMaxMin(double[] merit, double lambda, double eta, double momentum, int horizon, int places) {
        double sum = Arrays.stream(merit).sum();
        rho = new double[merit.length];
        for (int i = 0; i < rho.length; i++) {
            rho[i] = (1 + 1.0 / rho.length) * merit[i] / sum;
        }
        this.lambda = lambda;
        this.momentum = momentum;
        this.horizon = horizon;
        this.places = places;
        step = eta / Math.sqrt(horizon);
        dual = new double[rho.length];
        gradient = new double[rho.length];
        left = new double[rho.length];
        begin();
    }

    private void begin() {
        for (int i = 0; i < rho.length; i++) {
            left[i] = horizon * (double) places * rho[i];
        }
        Arrays.fill(dual, 0);
        Arrays.fill(gradient, 0);
        served = 0;
    }

    /** What is added to a candidate's value; hugely negative for a provider whose budget is used up. */
    double price(int provider) {
        return left[provider] > 0 ? -dual[provider] : -10_000;
    }

    /** A slate was shown, with so many places for each provider. */
    void shown(int[] placesOf) {
        double[] scaled = new double[rho.length];
        for (int i = 0; i < rho.length; i++) {
            left[i] -= placesOf[i];
            double newest = -placesOf[i] / (double) places + left[i] / (horizon * (double) places);
            gradient[i] = momentum * newest + (1 - momentum) * gradient[i];
            scaled[i] = rho[i] * (dual[i] - step * gradient[i] / (rho[i] * rho[i]));
        }
        project(scaled, lambda);
        for (int i = 0; i < rho.length; i++) {
            dual[i] = scaled[i] / rho[i];
        }
        if (++served == horizon) {
            begin();
        }
    }

    /**
     * The nearest point at which no set of coordinates sums to less than {@code -bound}: the negative coordinates, taken
     * together, are what such a set can do worst, so it is a projection of those onto an l1-ball.
     */
    static void project(double[] point, double bound) {
        double negative = 0;
        for (double coordinate : point) {
            negative -= Math.min(0, coordinate);
        }
        if (negative <= bound) {
            return;
        }
        double[] sorted = point.clone();
        Arrays.sort(sorted);
        double sum = 0;
        double shift = 0;
        for (int taken = 1; taken <= sorted.length && sorted[taken - 1] < 0; taken++) {
            sum -= sorted[taken - 1];
            double candidate = (sum - bound) / taken;
            if (-sorted[taken - 1] > candidate) {
                shift = candidate;
            }
        }
        for (int i = 0; i < point.length; i++) {
            if (point[i] < 0) {
                point[i] = Math.min(0, point[i] + shift);
            }
        }
    }
}
