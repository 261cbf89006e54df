package dev.medley.platform.rerank.slate;

/**
 * {@code theta} times the volume of the places so far times the part of a row's vector that the window's do not span
 * (Huang et al., KDD 2021, arXiv 2107.05204). The paper keeps the projections and adds that on the leaving row back;
 * here the window is factorised anew without it, so that what remains is exact.
 */
final class SpectrumGain implements DiversityGain {
    private final WindowedCholesky cholesky = new WindowedCholesky();
    private double volume;

    @Override
    public void begin(SlateProblem problem, RankedRows rows, Containments containments) {
        SlateWeights weights = problem.weights();
        volume = weights.theta();
        cholesky.begin(problem, rows, containments, 0, 1, weights.window());
    }

    @Override
    public double blockBound(int block) {
        return volume * Math.sqrt(cholesky.bound(block));
    }

    @Override
    public void refresh(int block) {
        cholesky.refresh(block);
    }

    @Override
    public double bound(int position) {
        return gain(position);
    }

    @Override
    public double gain(int position) {
        return volume * Math.sqrt(cholesky.remainder(position));
    }

    @Override
    public void place(int position) {
        volume *= Math.sqrt(cholesky.remainder(position));
        cholesky.place(position);
    }
}
