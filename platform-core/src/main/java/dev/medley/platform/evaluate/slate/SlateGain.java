package dev.medley.platform.evaluate.slate;

import java.util.Arrays;

/** What the user gets from a slate. */
public final class SlateGain {
    private SlateGain() {}

    /**
     * The discounted cumulated gain.
     *
     * @param slate rows in order
     * @param count so many of them count
     * @param gains of each row
     */
    public static double dcg(int[] slate, int count, float[] gains) {
        Places.requireCount(slate, count);
        double sum = 0;
        for (int place = 0; place < count; place++) {
            sum += gains[slate[place]] * Places.discount(place);
        }
        return sum;
    }

    /**
     * The discounted cumulated gain as a share of the best that could be.
     *
     * @param depth places that there are; a shorter slate leaves some empty
     * @param gains of each row there was, not negative
     * @return 0 to 1; NaN if no row has a gain
     */
    public static double ndcg(int[] slate, int count, float[] gains, int depth) {
        float[] sorted = gains.clone();
        Arrays.sort(sorted);
        double ideal = 0;
        for (int place = 0; place < Math.min(depth, sorted.length); place++) {
            ideal += sorted[sorted.length - 1 - place] * Places.discount(place);
        }
        return ideal > 0 ? dcg(slate, Math.min(count, depth), gains) / ideal : Double.NaN;
    }

    /**
     * Each place's novelty-biased gain: for every aspect that a row answers {@code (1 - alpha)} to the number of rows
     * before that have answered it already (Clarke et al., "Novelty and diversity in information retrieval evaluation",
     * SIGIR 2008, section 4).
     *
     * @param aspects of each row; a row that is of no use has none
     * @param alpha how stale an answered aspect is, 0 to 1
     */
    public static double[] noveltyGains(int[] slate, int count, RowLabels aspects, double alpha) {
        Places.requireCount(slate, count);
        double[] left = new double[aspects.labels()];
        Arrays.fill(left, 1);
        double[] gains = new double[count];
        for (int place = 0; place < count; place++) {
            gains[place] = take(slate[place], aspects, alpha, left);
        }
        return gains;
    }

    private static double take(int row, RowLabels aspects, double alpha, double[] left) {
        double gain = gain(row, aspects, left);
        for (int i = aspects.start(row); i < aspects.start(row + 1); i++) {
            left[aspects.label(i)] *= 1 - alpha;
        }
        return gain;
    }

    private static double gain(int row, RowLabels aspects, double[] left) {
        double gain = 0;
        for (int i = aspects.start(row); i < aspects.start(row + 1); i++) {
            gain += left[aspects.label(i)];
        }
        return gain;
    }

    /**
     * The alpha-NDCG: {@link #noveltyGains} discounted and summed, as a share of what a greedy search for the best order
     * of all rows gets, which stands for the ideal as in the paper (section 4: the exact one is NP-hard).
     *
     * @param depth places that there are
     * @return not negative, hardly ever above 1; NaN if no row answers anything
     */
    public static double alphaNdcg(int[] slate, int count, RowLabels aspects, double alpha, int depth) {
        double[] gains = noveltyGains(slate, Math.min(count, depth), aspects, alpha);
        double found = 0;
        for (int place = 0; place < gains.length; place++) {
            found += gains[place] * Places.discount(place);
        }
        double ideal = ideal(aspects, alpha, depth);
        return ideal > 0 ? found / ideal : Double.NaN;
    }

    private static double ideal(RowLabels aspects, double alpha, int depth) {
        int[] useful = new int[aspects.rows()];
        int rows = 0;
        for (int row = 0; row < aspects.rows(); row++) {
            if (aspects.count(row) > 0) {
                useful[rows++] = row;
            }
        }
        double[] left = new double[aspects.labels()];
        Arrays.fill(left, 1);
        double sum = 0;
        for (int place = 0; place < depth && rows > 0; place++) {
            int best = 0;
            double most = -1;
            for (int i = 0; i < rows; i++) {
                double gain = gain(useful[i], aspects, left);
                if (gain > most) {
                    most = gain;
                    best = i;
                }
            }
            sum += take(useful[best], aspects, alpha, left) * Places.discount(place);
            useful[best] = useful[--rows];
        }
        return sum;
    }
}
