package dev.medley.platform.rerank.slate;

/**
 * {@code theta * log det(I + alpha L)}: what a row adds is theta times the logarithm of what remains of its diagonal.
 * Without a window it is never negative and only falls, so that the value it had is a bound on the value it has.
 */
final class LogDeterminantGain implements DiversityGain {
    private final WindowedCholesky cholesky = new WindowedCholesky();
    private double theta;
    private double[] last = new double[0];
    private int[] lastRemovals = new int[0];
    private double[] blockLast = new double[0];
    private float[] blockRemainder = new float[0];

    @Override
    public void begin(SlateProblem problem, RankedRows rows, Containments containments) {
        SlateWeights weights = problem.weights();
        theta = weights.theta();
        cholesky.begin(problem, rows, containments, 1, weights.alpha(), weights.window());
        if (last.length < rows.count()) {
            last = new double[rows.count()];
            lastRemovals = new int[rows.count()];
            blockLast = new double[rows.blocks()];
            blockRemainder = new float[rows.blocks()];
        }
        for (int position = 0; position < rows.count(); position++) {
            last[position] = Double.POSITIVE_INFINITY;
            lastRemovals[position] = 0;
        }
        for (int block = 0; block < rows.blocks(); block++) {
            blockRemainder[block] = Float.NaN;
        }
    }

    @Override
    public double blockBound(int block) {
        float remainder = cholesky.bound(block);
        if (remainder != blockRemainder[block]) {
            blockRemainder[block] = remainder;
            blockLast[block] = theta * Math.log(remainder);
        }
        return blockLast[block];
    }

    @Override
    public void refresh(int block) {
        cholesky.refresh(block);
    }

    @Override
    public double bound(int position) {
        double ofBlock = blockBound(position / RankedRows.LANES);
        return lastRemovals[position] == cholesky.removals() ? Math.min(last[position], ofBlock) : ofBlock;
    }

    @Override
    public double gain(int position) {
        double gain = theta * Math.log(cholesky.remainder(position));
        last[position] = gain;
        lastRemovals[position] = cholesky.removals();
        return gain;
    }

    @Override
    public void place(int position) {
        cholesky.place(position);
    }
}
