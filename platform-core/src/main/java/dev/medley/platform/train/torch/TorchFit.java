package dev.medley.platform.train.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.core.NetworkShape;
import dev.medley.platform.score.core.NetworkWeights;
import dev.medley.platform.score.core.ParameterLayout;
import dev.medley.platform.score.core.StatisticEncoding;
import dev.medley.platform.train.TrainerSettings;
import dev.medley.platform.train.TrainingListener;
import dev.medley.platform.train.TrainingStoppedException;
import dev.medley.platform.train.example.Examples;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One training of a network: embeddings by Adagrad, dense weights by Adam, the best pass kept. One thread. */
final class TorchFit {
    /** Means of long histories are taken anew after so many steps. */
    private static final int REFRESH = 64;
    /** Under a task's weight in the loss, however uncertain it is. */
    private static final float LEAST_WEIGHT = 0.25f;

    private final TorchNetwork network;
    private final FitSettings fit;
    private final TrainerSettings settings;
    private final TrainingListener listener;
    private final NetworkShape shape;
    private final ParameterLayout layout;
    private final KeyTable keys;
    private final IndexedExamples learn;
    private final IndexedExamples validation;
    private final StatisticEncoding encoding;
    private final Batch batch;
    private final FitState state;
    private final TaskLosses losses;
    private final Engine torch;
    private final TorchPass pass;
    private final float[] denseGradients;
    private final float[] fieldGradients;
    private final float[] historyGradients;

    /** Learns; one training of the process at a time, others wait. */
    static Scorer train(
            TorchNetwork network,
            FitSettings fit,
            Examples learn,
            Examples validation,
            TrainerSettings settings,
            TrainingListener listener) {
        try {
            TorchRuntime.LEARNING.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrainingStoppedException();
        }
        try {
            Optional<NetworkWeights> parent = settings.parent().map(model -> network.weights(model.scorer()));
            NetworkShape shape = parent.map(weights -> NetworkStart.shape(fit, learn, settings, weights))
                    .orElseGet(() -> NetworkStart.shape(fit, learn, settings));
            parent.ifPresent(weights -> requireSame(shape, weights.shape()));
            try (KeyTable keys = new KeyTable(shape, fit.sightings(), settings.seed() * 31 + 1)) {
                parent.ifPresent(keys::take);
                keys.sight(learn);
                if (settings.parent().isPresent() && !settings.parent().get().keepsUnused()) {
                    keys.dropUnused();
                }
                return new TorchFit(network, fit, shape, keys, learn, validation, settings, listener).run();
            }
        } finally {
            TorchRuntime.LEARNING.unlock();
        }
    }

    private static void requireSame(NetworkShape shape, NetworkShape parent) {
        List<String> mismatches = NetworkStart.mismatches(shape, parent);
        if (!mismatches.isEmpty()) {
            throw new IllegalArgumentException("parent: " + String.join("; ", mismatches));
        }
    }

    private TorchFit(
            TorchNetwork network,
            FitSettings fit,
            NetworkShape shape,
            KeyTable keys,
            Examples learn,
            Examples validation,
            TrainerSettings settings,
            TrainingListener listener) {
        this.network = network;
        this.fit = fit;
        this.shape = shape;
        this.keys = keys;
        this.settings = settings;
        this.listener = listener;
        torch = TorchRuntime.load(settings.threads());
        layout = network.layout(shape);
        pass = new TorchPass(network, shape, torch);
        this.learn = new IndexedExamples(learn, keys);
        this.validation = new IndexedExamples(validation, keys);
        Optional<NetworkWeights> parent = settings.parent().map(model -> network.weights(model.scorer()));
        // Weights of statistics mean something in the scale alone that they were learnt in.
        encoding = parent.map(NetworkWeights::encoding)
                .orElseGet(() -> StatisticEncoding.of(learn.statistics(), learn.width()));
        batch = new Batch(shape, fit.batch(), keys);
        float[] dense = DenseStart.of(network, shape, layout, learn, settings.seed() * 31 + 3);
        parent.ifPresent(weights ->
                DenseStart.take(dense, layout, weights, settings.parent().get().domains()));
        state = new FitState(keys, dense, new Adam(DenseStart.decays(shape, layout)));
        losses = new TaskLosses(shape, learn);
        denseGradients = new float[dense.length];
        fieldGradients = new float[batch.fields.length];
        historyGradients = new float[batch.history.length];
    }

    /** What keeps a training from starting at a scorer, a clause each. */
    static List<String> mismatches(
            TorchNetwork network, FitSettings fit, Scorer parent, Examples learn, TrainerSettings settings) {
        NetworkWeights weights = network.weights(parent);
        return NetworkStart.mismatches(NetworkStart.shape(fit, learn, settings, weights), weights.shape());
    }

    Scorer run() {
        int epochs = settings.epochs() > 0 ? settings.epochs() : fit.epochs();
        int[] order = new int[learn.examples.count()];
        HistorySums sums = new HistorySums(learn, keys);
        HistorySums validationSums = new HistorySums(validation, keys);
        long started = System.nanoTime();
        int steps = (order.length + fit.batch() - 1) / fit.batch();
        Optional<Checkpoint> checkpoint = settings.checkpoint()
                .map(file -> new Checkpoint(
                        file, Fingerprint.of(network, fit, settings, learn.examples, validation.examples)));
        int first = 1 + checkpoint.flatMap(Checkpoint::read).map(state::restore).orElse(0);
        if (settings.parent().isPresent() && first == 1) {
            state.keep(0, judge(validationSums));
            listener.progress(
                    0, String.format(Locale.ROOT, "starting from a model: validation %.5f", state.bestFigure));
        }
        for (int epoch = first; epoch <= epochs && epoch - state.bestEpoch <= fit.patience(); epoch++) {
            shuffle(order, epoch);
            double loss = 0;
            for (int step = 0; step < steps; step++) {
                TrainingStoppedException.throwIfInterrupted();
                if (step % REFRESH == 0 && shape.shortEvents() > 0) {
                    sums.refresh();
                }
                double done = (epoch - 1 + (double) step / steps) / epochs;
                double rates = 1 - (1 - fit.finalRate()) * done;
                Batch.Drops drops = new Batch.Drops(
                        fit.fieldDrop(),
                        fit.elementDrop(),
                        fit.domainDrop(),
                        fit.tokenDrop(),
                        new Chance(settings.seed(), (long) epoch << 32 | step));
                int from = step * fit.batch();
                int to = Math.min(order.length, from + fit.batch());
                batch.gather(learn, sums, order, from, to, encoding, drops);
                loss += step(rates);
                if (step % 16 == 0) {
                    listener.progress(done, "epoch " + epoch + " of " + epochs);
                }
            }
            double figure = judge(validationSums);
            // Not a number is no answer on what is known: then the newest pass is as good as any.
            if (!(figure <= state.bestFigure)) {
                state.keep(epoch, figure);
            }
            int passed = epoch;
            checkpoint.ifPresent(file -> file.write(state.tensors(passed)));
            double seconds = (System.nanoTime() - started) * 1e-9;
            listener.epoch(
                    epoch, epochs, loss / order.length, figure, seconds / (epoch - first + 1) * (epochs - epoch));
        }
        checkpoint.ifPresent(Checkpoint::delete);
        return network.scorer(new NetworkWeights(
                shape,
                layout,
                Arrays.copyOf(state.bestDense, layout.size()),
                state.bestEmbeddings,
                state.bestWide,
                encoding));
    }

    /** How well the rows of the validation are sorted as things are. */
    private double judge(HistorySums sums) {
        if (shape.shortEvents() > 0) {
            sums.refresh();
        }
        return RankAuc.mean(
                validation.examples.labels(),
                pass.predict(validation, sums, batch, fit.batch(), state.dense, encoding));
    }

    private void shuffle(int[] order, int epoch) {
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        Chance chance = new Chance(settings.seed(), -epoch);
        for (int i = order.length - 1; i > 0; i--) {
            int other = chance.below(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
    }

    private static NDArray leaf(NDArray array) {
        if (array != null) {
            array.setRequiresGradient(true);
        }
        return array;
    }

    private double step(double rates) {
        try (NDManager space = torch.newBaseManager(Device.cpu())) {
            Inputs inputs = pass.inputs(space, batch, fit.tokenDrop() > 0);
            NDArray flat = leaf(TorchPass.upload(space, state.dense, state.dense.length, state.dense.length));
            leaf(inputs.fields());
            leaf(inputs.userFactors());
            leaf(inputs.itemFactors());
            leaf(inputs.biases());
            leaf(inputs.history());
            double loss;
            try (GradientCollector collector = torch.newGradientCollector()) {
                Map<String, NDArray> weights = pass.weights(flat);
                NDArray logits = network.logits(shape, weights, inputs);
                NDArray taskLosses = losses.of(space, batch, logits);
                NDArray total;
                if (shape.tasks() > 1) {
                    // Kendall, Gal and Cipolla 2018, equation 7 for probabilities.
                    NDArray uncertainty = weights.get(TorchPass.REST);
                    NDArray trust = uncertainty.neg().exp().maximum(TorchNetwork.constant(uncertainty, LEAST_WEIGHT));
                    total = taskLosses
                            .mul(trust)
                            .add(TorchNetwork.times(uncertainty, batch.rows))
                            .sum();
                } else {
                    total = taskLosses.sum();
                }
                collector.backward(total);
                loss = taskLosses.sum().getFloat();
            }
            download(flat, denseGradients);
            download(inputs.fields(), fieldGradients);
            Batch.Gradients gradients = new Batch.Gradients(
                    fieldGradients,
                    gradient(inputs.userFactors()),
                    gradient(inputs.itemFactors()),
                    gradient(inputs.biases()),
                    inputs.history() == null ? null : download(inputs.history(), historyGradients));
            for (int i = 0; i < denseGradients.length; i++) {
                denseGradients[i] /= batch.rows;
            }
            state.adam.step(state.dense, denseGradients, fit.denseRate() * rates, fit.denseDecay());
            batch.learn(learn, gradients, keys.steps(fit, rates));
            return loss;
        }
    }

    private static float[] gradient(NDArray leaf) {
        return leaf == null ? null : download(leaf, new float[(int) leaf.size()]);
    }

    private static float[] download(NDArray leaf, float[] to) {
        try (NDArray gradient = leaf.getGradient()) {
            TorchPass.read(gradient, to);
        }
        return to;
    }
}
