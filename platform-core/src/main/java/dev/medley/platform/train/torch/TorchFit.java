package dev.medley.platform.train.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.core.KeyVectors;
import dev.medley.platform.score.core.NetworkShape;
import dev.medley.platform.score.core.NetworkWeights;
import dev.medley.platform.score.core.ParameterLayout;
import dev.medley.platform.score.core.Recency;
import dev.medley.platform.score.core.StatisticEncoding;
import dev.medley.platform.score.weights.Tensors;
import dev.medley.platform.train.TrainerSettings;
import dev.medley.platform.train.TrainingListener;
import dev.medley.platform.train.TrainingStoppedException;
import dev.medley.platform.train.example.Examples;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

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
    private final long[] keys;
    private final KeyVectors index;
    private final IndexedExamples learn;
    private final IndexedExamples validation;
    private final StatisticEncoding encoding;
    private final EmbeddingRows embeddings;
    private final EmbeddingRows wide;
    private final Batch batch;
    /** The dense weights, then each task's logarithm of its uncertainty. */
    private final float[] dense;

    private final Adam adam;
    /** For each task and domain, what a row counts in the loss. */
    private final float[][] rowWeights;

    private final Engine torch;
    private final TorchPass pass;
    private final float[] denseGradients;
    private final float[] fieldGradients;
    private final float[] historyGradients;
    private final Best best = new Best();
    private final int[] recencyRows = new int[Recency.BUCKETS];

    /** The weights of the best pass so far. */
    private static final class Best {
        double figure = Double.NEGATIVE_INFINITY;
        int epoch;
        float[] dense;
        float[] embeddings;
        float[] wide;
    }

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
            return new TorchFit(network, fit, learn, validation, settings, listener).run();
        } finally {
            TorchRuntime.LEARNING.unlock();
        }
    }

    private TorchFit(
            TorchNetwork network,
            FitSettings fit,
            Examples learn,
            Examples validation,
            TrainerSettings settings,
            TrainingListener listener) {
        this.network = network;
        this.fit = fit;
        this.settings = settings;
        this.listener = listener;
        torch = TorchRuntime.load(settings.threads());
        shape = new NetworkShape(
                fit.embedding(),
                fit.factors(),
                fit.hidden(),
                longestHistory(learn) == 0 ? 0 : fit.shortEvents(),
                learn.width(),
                learn.domains(),
                settings.funnelParents());
        layout = network.layout(shape);
        pass = new TorchPass(network, shape, torch);
        keys = Sightings.admitted(learn, fit.sightings());
        index = new KeyVectors(keys, new float[0], 0);
        this.learn = new IndexedExamples(learn, index);
        this.validation = new IndexedExamples(validation, index);
        encoding = StatisticEncoding.of(learn.statistics(), shape.width());
        embeddings = new EmbeddingRows(keys.length, shape.embedding(), 0.05, 0.1, settings.seed() * 31 + 1);
        wide = new EmbeddingRows(keys.length, shape.wide(), 0.05, 0.1, settings.seed() * 31 + 2);
        if (shape.wide() > 0) {
            wide.clear(shape.factors(), shape.wide());
        }
        for (int bucket = 0; bucket < recencyRows.length; bucket++) {
            recencyRows[bucket] = index.row(Recency.key(bucket));
        }
        batch = new Batch(shape, fit.batch(), embeddings, wide, recencyRows, keys.length);
        dense = new float[layout.size() + shape.tasks()];
        boolean[] decays = new boolean[dense.length];
        SplittableRandom random = new SplittableRandom(settings.seed() * 31 + 3);
        for (ParameterLayout.Block block : layout.blocks()) {
            float[] numbers = new float[block.count()];
            network.begin(block, numbers, random);
            System.arraycopy(numbers, 0, dense, block.from(), numbers.length);
            boolean decay = !block.name().endsWith("bias")
                    && !block.name().endsWith("gain")
                    && !block.name().endsWith("shift")
                    && !block.name().equals("factors.weight");
            Arrays.fill(decays, block.from(), block.from() + block.count(), decay);
        }
        adam = new Adam(decays);
        rowWeights = rowWeights(learn);
        beginTaskBiases(learn);
        denseGradients = new float[dense.length];
        fieldGradients = new float[batch.fields.length];
        historyGradients = new float[batch.history.length];
    }

    private static int longestHistory(Examples examples) {
        int longest = 0;
        for (int end : examples.historyEnd()) {
            longest = Math.max(longest, end);
        }
        return longest;
    }

    /** A domain's rows count as the square root of how many they are, all rows of a task together as many as there are. */
    private float[][] rowWeights(Examples examples) {
        float[][] weights = new float[shape.tasks()][shape.domains()];
        for (int task = 0; task < shape.tasks(); task++) {
            double[] counts = new double[shape.domains()];
            for (int row = 0; row < examples.count(); row++) {
                if (!Float.isNaN(examples.labels()[task][row])) {
                    counts[examples.domain()[row]]++;
                }
            }
            double total = 0;
            for (double count : counts) {
                total += Math.sqrt(count);
            }
            for (int domain = 0; domain < counts.length; domain++) {
                // Sums to the number of all rows, so that a rare task is no quieter than another.
                weights[task][domain] =
                        counts[domain] == 0 ? 0 : (float) (examples.count() / total / Math.sqrt(counts[domain]));
            }
        }
        return weights;
    }

    private void beginTaskBiases(Examples examples) {
        int at = layout.block("tasks.bias").from();
        for (int task = 0; task < shape.tasks(); task++) {
            int parent = shape.funnelParents()[task];
            double yes = 1;
            double all = 2;
            for (int row = 0; row < examples.count(); row++) {
                float label = examples.labels()[task][row];
                if (!Float.isNaN(label)) {
                    double weight = parent < 0 ? 1 : Math.max(0, examples.labels()[parent][row]);
                    // NaN of the parent counts as a yes.
                    weight = Double.isNaN(weight) ? 1 : weight;
                    yes += weight * label;
                    all += weight;
                }
            }
            dense[at + task] = (float) Math.log(yes / Math.max(1, all - yes));
        }
    }

    Scorer run() {
        int epochs = settings.epochs() > 0 ? settings.epochs() : fit.epochs();
        int[] order = new int[learn.examples.count()];
        HistorySums sums = new HistorySums(learn, embeddings);
        HistorySums validationSums = new HistorySums(validation, embeddings);
        long started = System.nanoTime();
        int steps = (order.length + fit.batch() - 1) / fit.batch();
        Optional<Checkpoint> checkpoint = settings.checkpoint()
                .map(file -> new Checkpoint(
                        file, Fingerprint.of(network, fit, settings, learn.examples, validation.examples)));
        int first = 1 + checkpoint.flatMap(Checkpoint::read).map(this::restore).orElse(0);
        for (int epoch = first; epoch <= epochs && epoch - best.epoch <= fit.patience(); epoch++) {
            shuffle(order, epoch);
            double loss = 0;
            for (int step = 0; step < steps; step++) {
                TrainingStoppedException.throwIfInterrupted();
                if (step % REFRESH == 0 && shape.shortEvents() > 0) {
                    sums.refresh();
                }
                double done = (epoch - 1 + (double) step / steps) / epochs;
                double scale = 1 - (1 - fit.finalRate()) * done;
                Batch.Drops drops = new Batch.Drops(
                        fit.fieldDrop(),
                        fit.elementDrop(),
                        fit.domainDrop(),
                        fit.tokenDrop(),
                        new Chance(settings.seed(), (long) epoch << 32 | step));
                int from = step * fit.batch();
                int to = Math.min(order.length, from + fit.batch());
                batch.gather(learn, sums, order, from, to, encoding, drops);
                loss += step(scale);
                if (step % 16 == 0) {
                    listener.progress(done, "epoch " + epoch + " of " + epochs);
                }
            }
            if (shape.shortEvents() > 0) {
                validationSums.refresh();
            }
            double figure = RankAuc.mean(
                    validation.examples.labels(),
                    pass.predict(validation, validationSums, batch, fit.batch(), dense, encoding));
            // Not a number is no answer on what is known: then the newest pass is as good as any.
            if (!(figure <= best.figure)) {
                best.figure = figure;
                best.epoch = epoch;
                best.dense = dense.clone();
                best.embeddings = embeddings.weights.clone();
                best.wide = wide.weights.clone();
            }
            int passed = epoch;
            checkpoint.ifPresent(file -> file.write(state(passed)));
            double seconds = (System.nanoTime() - started) * 1e-9;
            listener.epoch(
                    epoch, epochs, loss / order.length, figure, seconds / (epoch - first + 1) * (epochs - epoch));
        }
        checkpoint.ifPresent(Checkpoint::delete);
        long[] wideKeys = shape.wide() == 0 ? new long[0] : keys;
        return network.scorer(new NetworkWeights(
                shape,
                layout,
                Arrays.copyOf(best.dense, layout.size()),
                new KeyVectors(keys, best.embeddings, shape.embedding()),
                new KeyVectors(wideKeys, best.wide, shape.wide()),
                encoding));
    }

    /** All that changes from pass to pass. */
    private Tensors.Builder state(int epoch) {
        return Tensors.builder()
                .int64("steps", new long[] {epoch, adam.steps, best.epoch, Double.doubleToLongBits(best.figure)}, 4)
                .float32("dense", dense, dense.length)
                .float32("dense.means", adam.means, dense.length)
                .float32("dense.squares", adam.squares, dense.length)
                .float32("embeddings", embeddings.weights, embeddings.weights.length)
                .float32("embeddings.squares", embeddings.squares, embeddings.squares.length)
                .float32("wide", wide.weights, wide.weights.length)
                .float32("wide.squares", wide.squares, wide.squares.length)
                .float32("best.dense", best.dense, dense.length)
                .float32("best.embeddings", best.embeddings, embeddings.weights.length)
                .float32("best.wide", best.wide, wide.weights.length);
    }

    /** Takes that state in; the pass that it was written after. */
    private int restore(Tensors state) {
        long[] steps = state.int64("steps", 4);
        adam.steps = steps[1];
        best.epoch = (int) steps[2];
        best.figure = Double.longBitsToDouble(steps[3]);
        copy(state, "dense", dense);
        copy(state, "dense.means", adam.means);
        copy(state, "dense.squares", adam.squares);
        copy(state, "embeddings", embeddings.weights);
        copy(state, "embeddings.squares", embeddings.squares);
        copy(state, "wide", wide.weights);
        copy(state, "wide.squares", wide.squares);
        best.dense = state.float32("best.dense", dense.length);
        best.embeddings = state.float32("best.embeddings", embeddings.weights.length);
        best.wide = state.float32("best.wide", wide.weights.length);
        return (int) steps[0];
    }

    private static void copy(Tensors state, String name, float[] to) {
        System.arraycopy(state.float32(name, to.length), 0, to, 0, to.length);
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

    private double step(double scale) {
        try (NDManager space = torch.newBaseManager(Device.cpu())) {
            Inputs inputs = pass.inputs(space, batch, fit.tokenDrop() > 0);
            NDArray flat = leaf(TorchPass.upload(space, dense, dense.length, dense.length));
            leaf(inputs.fields());
            leaf(inputs.userFactors());
            leaf(inputs.itemFactors());
            leaf(inputs.biases());
            leaf(inputs.history());
            double loss;
            try (GradientCollector collector = torch.newGradientCollector()) {
                Map<String, NDArray> weights = pass.weights(flat);
                NDArray logits = network.logits(shape, weights, inputs);
                NDArray taskLosses = taskLosses(space, logits);
                NDArray total;
                if (shape.tasks() > 1) {
                    // Kendall, Gal and Cipolla 2018, equation 7 for probabilities.
                    NDArray uncertainty = weights.get(TorchPass.REST);
                    NDArray trust = uncertainty.neg().exp().maximum(LEAST_WEIGHT);
                    total = taskLosses
                            .mul(trust)
                            .add(uncertainty.mul(batch.rows))
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
            adam.step(dense, denseGradients, fit.denseRate() * scale, fit.denseDecay());
            batch.learn(learn, gradients, fit, scale);
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

    /** For each task the sum of its rows' losses: (tasks). */
    private NDArray taskLosses(NDManager space, NDArray own) {
        int tasks = shape.tasks();
        Examples examples = learn.examples;
        float[] labels = new float[batch.rows * tasks];
        float[] counts = new float[labels.length];
        float[] shifts = new float[labels.length];
        boolean shifted = false;
        for (int row = 0; row < batch.rows; row++) {
            int example = batch.examples()[row];
            for (int task = 0; task < tasks; task++) {
                float label = examples.labels()[task][example];
                int at = row * tasks + task;
                if (!Float.isNaN(label)) {
                    labels[at] = label;
                    counts[at] = rowWeights[task][examples.domain()[example]];
                    if (examples.drawnTasks()[task]) {
                        shifts[at] = -examples.rateLog()[example];
                        shifted |= shifts[at] != 0;
                    }
                }
            }
        }
        NDArray logits = composed(own);
        if (shifted) {
            logits = logits.add(TorchPass.upload(space, shifts, shifts.length, batch.rows, tasks));
        }
        NDArray losses =
                softPlus(logits).sub(logits.mul(TorchPass.upload(space, labels, labels.length, batch.rows, tasks)));
        return losses.mul(TorchPass.upload(space, counts, counts.length, batch.rows, tasks))
                .sum(new int[] {0});
    }

    private static NDArray softPlus(NDArray array) {
        return ai.djl.nn.Activation.softPlus(array);
    }

    /** Logits of the tasks' probabilities from their own logits: a task in a funnel takes its parents in (ESMM). */
    private NDArray composed(NDArray own) {
        boolean funnel = false;
        for (int parent : shape.funnelParents()) {
            funnel |= parent >= 0;
        }
        if (!funnel) {
            return own;
        }
        int tasks = shape.tasks();
        NDList columns = own.split(tasks, 1);
        NDList composed = new NDList();
        for (int task = 0; task < tasks; task++) {
            int parent = shape.funnelParents()[task];
            if (parent < 0) {
                composed.add(columns.get(task));
            } else {
                NDArray logarithm = softPlus(columns.get(task).neg()).neg();
                for (int at = parent; at >= 0; at = shape.funnelParents()[at]) {
                    logarithm = logarithm.sub(softPlus(columns.get(at).neg()));
                }
                NDArray rest = logarithm.exp().neg().add(1 + 1e-6f).log();
                composed.add(logarithm.sub(rest));
            }
        }
        return ai.djl.ndarray.NDArrays.concat(composed, 1);
    }
}
