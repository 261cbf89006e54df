package dev.medley.benchmarks.train;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.medley.platform.score.core.NetworkShape;
import dev.medley.platform.train.example.Examples;
import dev.medley.platform.train.torch.FitSettings;
import dev.medley.platform.train.torch.TorchNetwork;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The ranking core learnt as one would with DJL alone: its trainer, its gradients through the lookup of embeddings in
 * one dense matrix, its Adam over everything, and arrays that are made anew for each batch. The network is the product's;
 * the loss is the plain cross-entropy of each known label, without weights of tasks and domains. One thread.
 */
final class PlainFit implements AutoCloseable {
    private static final int DEVICE_ROWS = 1;

    private final Model model;
    private final Trainer trainer;
    private final PlainBatch batches;
    private final FitSettings fit;
    private final SplittableRandom random;
    private final int[] order;
    private int next;

    /** Where the time of its steps has gone, in seconds. */
    static final class Times {
        double inputs;
        double gradients;
        double updates;

        double all() {
            return inputs + gradients + updates;
        }
    }

    /** PyTorch must have been loaded. */
    PlainFit(Examples examples, FitSettings fit, long seed) {
        this.fit = fit;
        random = new SplittableRandom(seed);
        int longest = Arrays.stream(examples.historyEnd()).max().orElse(0);
        int[] parents = new int[examples.tasks()];
        Arrays.fill(parents, -1);
        NetworkShape shape = new NetworkShape(
                fit.embedding(),
                fit.factors(),
                fit.hidden(),
                longest == 0 ? 0 : fit.shortEvents(),
                examples.width(),
                examples.domains(),
                parents);
        PlainKeys keys = new PlainKeys(examples, fit.sightings());
        batches = new PlainBatch(shape, keys, examples, fit.batch());
        order = new int[examples.count()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        next = order.length;
        model = Model.newInstance("plain", Device.cpu(), "PyTorch");
        model.setBlock(new PlainNetwork(shape, fit, keys.count(), keys.historyRows(), seed));
        trainer = model.newTrainer(new DefaultTrainingConfig(Loss.sigmoidBinaryCrossEntropyLoss())
                .optDevices(new Device[] {Device.cpu()})
                .optOptimizer(Optimizer.adam()
                        .optLearningRateTracker(Tracker.fixed((float) fit.denseRate()))
                        .build()));
        trainer.initialize(new Shape(DEVICE_ROWS));
    }

    /** Rows of a step. */
    int batch() {
        return Math.min(fit.batch(), order.length);
    }

    /**
     * Takes one step.
     *
     * @param times what it took is added
     * @return the mean loss of a row
     */
    double step(Times times) {
        if (next + batch() > order.length) {
            shuffle();
            next = 0;
        }
        int from = next;
        next += batch();
        Stopwatch watch = new Stopwatch();
        double loss;
        try (NDManager space = trainer.getManager().newSubManager()) {
            NDList inputs = batches.inputs(space, order, from, next);
            NDList labels = batches.labels(space, order, from, next);
            times.inputs += watch.lap();
            try (GradientCollector collector = trainer.newGradientCollector()) {
                NDArray logits = trainer.forward(inputs).singletonOrThrow().add(labels.get(2));
                NDArray losses = Activation.softPlus(logits).sub(logits.mul(labels.get(0)));
                NDArray mean = TorchNetwork.times(losses.mul(labels.get(1)).sum(), 1f / batch());
                collector.backward(mean);
                loss = mean.getFloat();
            }
            times.gradients += watch.lap();
            trainer.step();
            times.updates += watch.lap();
        }
        return loss;
    }

    private void shuffle() {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
    }

    /** How many arrays outlive a step: weights, their gradients' moments, and nothing of a batch. */
    int heldArrays() {
        return trainer.getManager().getManagedArrays().size()
                + model.getNDManager().getManagedArrays().size();
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
    }
}
