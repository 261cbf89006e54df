package dev.medley.platform.train;

import dev.medley.platform.score.ModelManifest;
import dev.medley.platform.score.ModelRegistry;
import dev.medley.platform.world.World;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
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
    private final long seed;
    private volatile TrainingStatus status = new TrainingStatus.Idle("no training since the start");
    private Thread thread;
    private boolean closed;

    /** Trains on that world for that registry; the same world and seed give the same model. */
    public ModelTraining(World world, ModelRegistry registry, long seed) {
        this.world = world;
        this.registry = registry;
        this.seed = seed;
    }

    /** Starts a training; false if one runs already, or this is closed. */
    public synchronized boolean start() {
        if (closed || status instanceof TrainingStatus.Running) {
            return false;
        }
        status = new TrainingStatus.Running(0, "starting");
        thread = Thread.ofPlatform()
                .name("medley-training")
                .priority(Thread.MIN_PRIORITY)
                .daemon()
                .start(this::run);
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

    private void run() {
        long started = System.nanoTime();
        try {
            TrainedModel model = new WorldTrainer(world, seed)
                    .train((share, message) -> status = new TrainingStatus.Running(share, message));
            TrainingStoppedException.throwIfInterrupted();
            registry.activate(model.manifest(), model.weights());
            double seconds = (System.nanoTime() - started) / 1e9;
            String message = "trained %s in %.1f s".formatted(model.manifest().revision(), seconds);
            LOG.log(Level.INFO, message);
            status = new TrainingStatus.Idle(message);
        } catch (TrainingStoppedException e) {
            status = new TrainingStatus.Failed("stopped");
        } catch (NothingToLearnException | IOException e) {
            LOG.log(Level.WARNING, "training failed: {0}", e.getMessage());
            status = new TrainingStatus.Failed(e.getMessage());
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.log(Level.ERROR, "training failed", e);
            status = new TrainingStatus.Failed(e.toString());
        }
    }
}
