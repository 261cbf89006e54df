package dev.medley.platform.config;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Looks at something every now and then, and tells when it has changed and has then stayed the same for one interval: a
 * directory that is still being copied is not told about.
 */
public final class ChangeWatch implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(ChangeWatch.class.getName());

    private final String name;
    private final Duration interval;
    private final Supplier<String> signature;
    private final Runnable onChange;
    private Thread thread;

    /**
     * A watch that has not begun yet.
     *
     * @param name its thread's
     * @param interval between two looks
     * @param signature what it looks at: differs if anything has changed; called on the watch's thread
     * @param onChange who is told, on the watch's thread
     */
    public ChangeWatch(String name, Duration interval, Supplier<String> signature, Runnable onChange) {
        this.name = name;
        this.interval = interval;
        this.signature = signature;
        this.onChange = onChange;
    }

    /** Begins; what has that signature need not be told about. */
    public void start(String known) {
        thread = Thread.ofPlatform().daemon().name(name).start(() -> watch(known));
    }

    private void watch(String known) {
        String told = known;
        String previous = known;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(interval);
                String now = signature.get();
                if (!now.equals(told) && now.equals(previous)) {
                    told = now;
                    onChange.run();
                }
                previous = now;
            } catch (InterruptedException closing) {
                return;
            } catch (RuntimeException failed) {
                // The next round may go better; a watch that dies in silence would be worse.
                LOGGER.log(System.Logger.Level.ERROR, name + ": looking for changes failed", failed);
            }
        }
    }

    /** Ends it; does not wait. */
    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
