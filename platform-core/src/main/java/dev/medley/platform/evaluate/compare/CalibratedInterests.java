package dev.medley.platform.evaluate.compare;

import dev.medley.platform.evaluate.slate.InterestCalibration;
import dev.medley.platform.evaluate.slate.RowLabels;
import java.util.Arrays;

/**
 * Calibrated re-ranking (Steck, "Calibrated recommendations", RecSys 2018, section 4): greedily maximises {@code (1 -
 * lambda) * sum of relevances - lambda * KL(interests, slate)}, with the divergence of {@link InterestCalibration}. A user
 * of whom no interests are known gets the plain order.
 */
public final class CalibratedInterests implements SlateMethod {
    private final double lambda;
    private final ValueOrder byValue = new ValueOrder();
    private boolean[] taken = new boolean[0];
    private double[] mass = new double[0];
    private int[] wanted = new int[0];
    private int[] wantedNumber = new int[0];
    private int wantedCount;
    private double[] added = new double[0];

    /** @param lambda 0 (relevance alone) to 1 (calibration alone) */
    public CalibratedInterests(double lambda) {
        Weights.requireShare("lambda", lambda);
        this.lambda = lambda;
    }

    @Override
    public int lay(SlateCase slate, int[] order) {
        byValue.sort(slate);
        begin(slate);
        int places = Math.min(slate.places(), byValue.count());
        int labelled = 0;
        for (int place = 0; place < places; place++) {
            int best = -1;
            double most = Double.NEGATIVE_INFINITY;
            for (int rank = 0; rank < byValue.count(); rank++) {
                int row = byValue.row(rank);
                if (!taken[row]) {
                    // What the rows above add to the sum is the same for all.
                    double gain = (1 - lambda) * slate.relevances()[row] - lambda * divergence(slate, row, labelled);
                    if (gain > most) {
                        most = gain;
                        best = row;
                    }
                }
            }
            taken[best] = true;
            order[place] = best;
            labelled += add(slate.categories(), best, mass) ? 1 : 0;
        }
        return places;
    }

    private void begin(SlateCase slate) {
        if (taken.length < slate.rows()) {
            taken = new boolean[slate.rows()];
        }
        int labels = slate.categories().labels();
        if (wantedNumber.length < labels) {
            wantedNumber = new int[labels];
            wanted = new int[labels];
            mass = new double[labels];
            added = new double[labels];
        }
        Arrays.fill(taken, 0, slate.rows(), false);
        Arrays.fill(mass, 0);
        Arrays.fill(added, 0);
        wantedCount = 0;
        // The divergence reads the categories of interest alone, most often a few.
        for (int label = 0; label < labels; label++) {
            wantedNumber[label] = -1;
            if (slate.interests()[label] > 0) {
                wantedNumber[label] = wantedCount;
                wanted[wantedCount++] = label;
            }
        }
    }

    private double divergence(SlateCase slate, int row, int labelled) {
        boolean counts = add(slate.categories(), row, added);
        int rows = labelled + (counts ? 1 : 0);
        double sum = 0;
        for (int i = 0; i < wantedCount; i++) {
            double p = slate.interests()[wanted[i]];
            double q = rows > 0 ? (mass[i] + added[i]) / rows : 0;
            sum += p * Math.log(p / ((1 - InterestCalibration.SMOOTHING) * q + InterestCalibration.SMOOTHING * p));
            added[i] = 0;
        }
        return sum;
    }

    /** Spreads a row over its categories of interest; whether it has any category. */
    private boolean add(RowLabels categories, int row, double[] to) {
        int count = categories.count(row);
        for (int i = categories.start(row); i < categories.start(row + 1); i++) {
            int number = wantedNumber[categories.label(i)];
            if (number >= 0) {
                to[number] += 1.0 / count;
            }
        }
        return count > 0;
    }
}
