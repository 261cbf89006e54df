package dev.medley.platform.train.torch;

import ai.djl.engine.Engine;
import dev.medley.platform.train.TrainerUnavailableException;
import java.util.concurrent.locks.ReentrantLock;

/** The one PyTorch of the process: its settings are read when it is loaded, and it collects one gradient at a time. */
final class TorchRuntime {
    /** Held while a network learns: DJL clears all gradients of the process when a collection begins. */
    static final ReentrantLock LEARNING = new ReentrantLock();

    private TorchRuntime() {}

    /**
     * PyTorch, loaded; the first caller decides how many threads it computes on. Nothing is downloaded.
     *
     * @throws TrainerUnavailableException if its native code is not there or does not run on this system
     */
    static Engine load(int threads) {
        setIfAbsent("ai.djl.offline", "true");
        setIfAbsent("ai.djl.pytorch.num_threads", Integer.toString(threads));
        setIfAbsent("ai.djl.pytorch.num_interop_threads", "1");
        try {
            return Engine.getEngine("PyTorch");
        } catch (RuntimeException | LinkageError failed) {
            Throwable root = failed;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new TrainerUnavailableException("PyTorch cannot be loaded on this system: " + root, failed);
        }
    }

    private static void setIfAbsent(String key, String text) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, text);
        }
    }
}
