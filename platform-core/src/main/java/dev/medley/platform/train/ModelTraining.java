package dev.medley.platform.train;

import dev.medley.platform.score.registry.ModelManifest;
import dev.medley.platform.score.registry.ModelRegistry;
import dev.medley.platform.score.registry.RolloutRefusedException;
import dev.medley.platform.world.World;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains in the background: one training at a time, on one platform thread of the lowest priority, so that requests come
 * first. When it ends well, the new model serves from the next request on. Any thread may call.
 */
public final class ModelTraining implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ModelTraining.class.getName());
    private static final long STOP_WAIT_MS = 5_000;

    private final World world;
    private final ModelRegistry registry;
    private final WorldLearning learning;
    private final long seed;
    private volatile TrainingStatus status = new TrainingStatus.Idle("no training since the start");
    private Thread thread;
    private boolean closed;

    /** Trains on that world for that registry; the same world and seed give the same model on the same machine. */
    public ModelTraining(World world, ModelRegistry registry, WorldLearning learning, long seed) {
        this.world = world;
        this.registry = registry;
        this.learning = learning;
        this.seed = seed;
    }

    /** Starts a training; false if one runs already, or this is closed. */
    public boolean start() {
        return start(learning);
    }

    /** Starts a training that passes over its rows so often at most, and takes so many; false as {@link #start()}. */
    public boolean startWithin(int epochs, int maxRows) {
        return start(learning.within(epochs, maxRows));
    }

    private synchronized boolean start(WorldLearning bounded) {
        if (closed || status instanceof TrainingStatus.Running) {
            return false;
        }
        status = new TrainingStatus.Running(0, "starting");
        thread = Thread.ofPlatform()
                .name("medley-training")
                .priority(Thread.MIN_PRIORITY)
                .daemon()
                .start(() -> run(bounded));
        return true;
    }

    /** Where the training stands, and what serves. */
    public ModelStatus status() {
        Optional<ModelManifest> manifest = registry.activeManifest();
        return new ModelStatus(
                registry.active().revision(),
                registry.previous().map(model -> model.revision()),
                status,
                manifest.map(ModelManifest::figures).orElse(List.of()),
                manifest.map(ModelManifest::notes).orElse(List.of()),
                registry.refusals());
    }

    /** Stops a running training and waits a little for its end; then none can be started. */
    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            closed = true;
            running = thread;
        }
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join(STOP_WAIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(WorldLearning bounded) {
        long started = System.nanoTime();
        try {
            WorldLearning.Learnt learnt = bounded.learn(world, seed, new Heard());
            TrainingStoppedException.throwIfInterrupted();
            String revision = serve(learnt);
            double seconds = (System.nanoTime() - started) / 1e9;
            String message = "trained %s in %.1f s".formatted(revision, seconds);
            LOG.log(Level.INFO, message);
            status = new TrainingStatus.Idle(message);
        } catch (TrainingStoppedException e) {
            status = new TrainingStatus.Failed("stopped");
        } catch (IOException | RolloutRefusedException | IllegalArgumentException | TrainerUnavailableException e) {
            LOG.log(Level.WARNING, "training failed: {0}", e.getMessage());
            status = new TrainingStatus.Failed(e.getMessage());
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            LOG.log(Level.ERROR, "training failed", e);
            status = new TrainingStatus.Failed(e.toString());
        }
    }

    private String serve(WorldLearning.Learnt learnt) throws IOException, RolloutRefusedException {
        Path folder = registry.newFolder();
        String revision;
        try {
            ModelManifest manifest = ModelFolderWriter.write(
                    folder,
                    learnt.model(),
                    Map.of(),
                    learnt.from(),
                    seed,
                    world.clock().instant(),
                    Optional.empty());
            revision = manifest.revision();
            registry.publish(folder);
        } finally {
            registry.discard(folder);
        }
        registry.activate(revision);
        return revision;
    }

    /** What is heard of the training becomes its status. */
    private final class Heard implements TrainingListener {
        @Override
        public void epoch(int epoch, int epochs, double loss, double validation, double secondsLeft) {
            LOG.log(
                    Level.DEBUG,
                    "epoch %d of %d: loss %.4f, validation %.4f".formatted(epoch, epochs, loss, validation));
        }

        @Override
        public void progress(double share, String message) {
            status = new TrainingStatus.Running(share, message);
        }
    }
}
