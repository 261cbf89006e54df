package dev.medley.platform.train.torch;

/** Adam (Kingma and Ba 2015) with decay apart from the gradient (Loshchilov and Hutter 2019). One thread. */
final class Adam {
    private static final double FIRST = 0.9;
    private static final double SECOND = 0.999;
    private static final double TINY = 1e-8;

    final float[] means;
    final float[] squares;
    private final boolean[] decays;
    long steps;

    /** @param decays for each weight, whether it decays */
    Adam(boolean[] decays) {
        means = new float[decays.length];
        squares = new float[decays.length];
        this.decays = decays;
    }

    void step(float[] weights, float[] gradients, double rate, double decay) {
        steps++;
        float scale = (float) (rate * Math.sqrt(1 - Math.pow(SECOND, steps)) / (1 - Math.pow(FIRST, steps)));
        float shrink = (float) (rate * decay);
        for (int i = 0; i < weights.length; i++) {
            float gradient = gradients[i];
            means[i] += (float) (1 - FIRST) * (gradient - means[i]);
            squares[i] += (float) (1 - SECOND) * (gradient * gradient - squares[i]);
            float pull = decays[i] ? shrink * weights[i] : 0;
            weights[i] -= scale * means[i] / ((float) Math.sqrt(squares[i]) + (float) TINY) + pull;
        }
    }
}
