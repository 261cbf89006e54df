package dev.medley.platform.train.torch;

import java.util.Arrays;

/** The area under the ROC curve, by ranks; ties count half. */
final class RankAuc {
    private RankAuc() {}

    /**
     * Mean over the tasks that have both answers; labels above one half are yes.
     *
     * @param labels for each task and row; NaN is left out
     * @return NaN if no task has both answers
     */
    static double mean(float[][] labels, float[][] probabilities) {
        double sum = 0;
        int tasks = 0;
        for (int task = 0; task < labels.length; task++) {
            double area = of(labels[task], probabilities[task]);
            if (!Double.isNaN(area)) {
                sum += area;
                tasks++;
            }
        }
        return sum / tasks;
    }

    static double of(float[] labels, float[] probabilities) {
        long[] order = new long[labels.length];
        int count = 0;
        for (int row = 0; row < labels.length; row++) {
            if (!Float.isNaN(labels[row])) {
                // Probabilities are not negative: their bits rise with them. The last bit is the answer.
                order[count++] = (long) Float.floatToIntBits(probabilities[row]) << 1 | (labels[row] > 0.5f ? 1 : 0);
            }
        }
        Arrays.sort(order, 0, count);
        double yeses = 0;
        double noes = 0;
        double wins = 0;
        for (int from = 0; from < count; ) {
            int to = from;
            int yes = 0;
            while (to < count && order[to] >> 1 == order[from] >> 1) {
                yes += (int) (order[to] & 1);
                to++;
            }
            int no = to - from - yes;
            wins += yes * (noes + no / 2.0);
            yeses += yes;
            noes += no;
            from = to;
        }
        return wins / (yeses * noes);
    }
}
