package dev.medley.platform.train.factor;

import dev.medley.platform.score.factor.Vectors;
import java.util.Arrays;

/**
 * One hidden layer that reconstructs the observed values of an owner, an item or a user, from those values (Sedhain,
 * Menon, Sanner and Xie, "AutoRec", WWW 2015, equation 1): the owner's vector is {@code g(mu + sum of value * V)} over
 * the observed partners, g the logistic function, and a partner's value is {@code bias + W . vector}. Only observed
 * entries are computed. Part of the values is hidden from the encoder in a visit but asked of the decoder (denoising;
 * Vincent and others, ICML 2008).
 *
 * <p>Weights move at once, owner by owner. A partner's row of weights has one step length, the rate over the running
 * root mean square of its slopes (RMSProp, with one average for a row instead of one for a weight): a visit
 * reads and writes a row once, where Adam would read and write two moments for each weight as well.
 */
final class AutoencoderFit {
    private static final float FORGET = 0.001f;
    /** A bound below, so that a row without slopes does not jump. */
    private static final float LEAST_SLOPE = 1e-6f;
    /** To which share of itself the rate falls. */
    private static final double LAST_RATE = 0.05;

    private final RatingMatrix.Lists inputs;
    private final AutoencoderSettings settings;
    private final float center;
    private final int hidden;
    private final Draws draws;

    private final float[] encoder;
    private final float[] decoder;
    private final float[] hiddenBias;
    private final float[] bias;
    private final RunningSquares encoderSlopes;
    private final RunningSquares decoderSlopes;
    private final RunningSquares hiddenSlopes = new RunningSquares(1);

    private final float[] vector;
    private final float[] slope;
    private final boolean[] shown;

    private AutoencoderFit(RatingMatrix.Lists inputs, float center, AutoencoderSettings settings) {
        this.inputs = inputs;
        this.center = center;
        this.settings = settings;
        int partners = inputs.partnerCount();
        hidden = settings.hidden();
        draws = new Draws(settings.seed());
        float reach = (float) Math.sqrt(6.0 / (partners + hidden));
        encoder = draws.around(partners * hidden, reach);
        decoder = draws.around(partners * hidden, reach);
        hiddenBias = new float[hidden];
        bias = new float[partners];
        encoderSlopes = new RunningSquares(partners);
        decoderSlopes = new RunningSquares(partners);
        vector = new float[hidden];
        slope = new float[hidden];
        shown = new boolean[inputs.longest()];
    }

    /** The mean square of a row's slopes, the last thousand visits counting most. */
    private static final class RunningSquares {
        private final float[] mean;
        /** What is missing to a full average: it corrects for the zero that the mean starts from. */
        private final float[] missing;

        RunningSquares(int rows) {
            mean = new float[rows];
            missing = new float[rows];
            Arrays.fill(missing, 1);
        }

        /** Adds a visit's mean square; the root of the mean so far. */
        float add(int row, float square) {
            mean[row] += FORGET * (square - mean[row]);
            missing[row] *= 1 - FORGET;
            return (float) Math.sqrt(mean[row] / (1 - missing[row])) + LEAST_SLOPE;
        }
    }

    /**
     * Learns.
     *
     * @param inputs the values that are shown to the encoder and the targets that are asked of the decoder, owner
     *     by owner
     * @param center the mean of the values; taken off what is shown
     * @param targetMean the mean of what is asked for
     */
    static AutoencoderFit of(RatingMatrix.Lists inputs, float center, float targetMean, AutoencoderSettings settings) {
        if ((long) inputs.partnerCount() * settings.hidden() > Integer.MAX_VALUE - 8
                || (long) inputs.ownerCount() * settings.hidden() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "hidden is " + settings.hidden() + ", too long for " + inputs.ownerCount() + " and "
                            + inputs.partnerCount() + " vectors: the product must be under 2^31");
        }
        AutoencoderFit fit = new AutoencoderFit(inputs, center, settings);
        // What would be said of every owner, so that the first epochs need not look for it.
        Arrays.fill(fit.bias, settings.loss().scoreOf(targetMean));
        fit.learn();
        return fit;
    }

    private void learn() {
        int[] order = new int[inputs.ownerCount()];
        for (int owner = 0; owner < order.length; owner++) {
            order[owner] = owner;
        }
        double steps = (double) settings.epochs() * order.length;
        long step = 0;
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
            draws.shuffle(order);
            for (int owner : order) {
                visit(owner, (float) (settings.rate() * (1 - (1 - LAST_RATE) * step++ / steps)));
            }
        }
    }

    private void visit(int owner, float rate) {
        int start = inputs.start()[owner];
        int count = inputs.start()[owner + 1] - start;
        if (count == 0) {
            return;
        }
        encode(start, count);
        float vectorSquare = Vectors.dot(vector, 0, vector, 0, hidden) / hidden;
        float vectorSize = (float) Math.sqrt(vectorSquare);
        float ridge = (float) settings.ridge();
        Arrays.fill(slope, 0);
        for (int entry = 0; entry < count; entry++) {
            int partner = inputs.partner()[start + entry];
            int row = partner * hidden;
            float score = bias[partner] + Vectors.dot(decoder, row, vector, 0, hidden);
            float error = settings.loss().slope(score, inputs.target()[start + entry]);
            float step = rate / decoderSlopes.add(partner, error * error * vectorSquare);
            Vectors.addScaled(slope, 0, error, decoder, row, hidden);
            Vectors.move(decoder, row, 1 - step * ridge, step * error, vector, hidden);
            bias[partner] -= step * error * vectorSize;
        }
        for (int k = 0; k < hidden; k++) {
            slope[k] *= vector[k] * (1 - vector[k]);
        }
        float slopeSquare = Vectors.dot(slope, 0, slope, 0, hidden) / hidden;
        float scale = (float) (1 / settings.kept());
        for (int entry = 0; entry < count; entry++) {
            if (!shown[entry]) {
                continue;
            }
            int partner = inputs.partner()[start + entry];
            float value = scale * (inputs.value()[start + entry] - center);
            float step = rate / encoderSlopes.add(partner, value * value * slopeSquare);
            Vectors.move(encoder, partner * hidden, 1 - step * ridge, step * value, slope, hidden);
        }
        Vectors.addScaled(hiddenBias, 0, -rate / hiddenSlopes.add(0, slopeSquare), slope, 0, hidden);
    }

    /** The vector of what is shown in this visit; what is left out is made up for by the size of the rest. */
    private void encode(int start, int count) {
        System.arraycopy(hiddenBias, 0, vector, 0, hidden);
        float scale = (float) (1 / settings.kept());
        for (int entry = 0; entry < count; entry++) {
            shown[entry] = draws.unit() < settings.kept();
            if (shown[entry]) {
                float value = scale * (inputs.value()[start + entry] - center);
                Vectors.addScaled(vector, 0, value, encoder, inputs.partner()[start + entry] * hidden, hidden);
            }
        }
        Vectors.squash(vector, 0, hidden);
    }

    /** The vectors of all owners from all of their values, owner by owner. */
    float[] vectors() {
        float[] all = new float[inputs.ownerCount() * hidden];
        for (int owner = 0; owner < inputs.ownerCount(); owner++) {
            int row = owner * hidden;
            System.arraycopy(hiddenBias, 0, all, row, hidden);
            for (int place = inputs.start()[owner]; place < inputs.start()[owner + 1]; place++) {
                int partner = inputs.partner()[place];
                Vectors.addScaled(all, row, inputs.value()[place] - center, encoder, partner * hidden, hidden);
            }
            Vectors.squash(all, row, hidden);
        }
        return all;
    }

    /** Partner by partner, what a value of it adds to a vector. */
    float[] encoder() {
        return encoder;
    }

    /** Partner by partner, what a vector is multiplied with. */
    float[] decoder() {
        return decoder;
    }

    /** What a vector starts from. */
    float[] hiddenBias() {
        return hiddenBias;
    }

    /** One for each partner. */
    float[] bias() {
        return bias;
    }
}
