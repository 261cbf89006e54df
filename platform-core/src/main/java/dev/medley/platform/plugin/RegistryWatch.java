package dev.medley.platform.plugin;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Looks at something every now and then, and tells when it has changed and has then stayed the same for one interval: a
 * directory that is still being copied is not told about.
 */
final class RegistryWatch implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(RegistryWatch.class.getName());

    private final Duration interval;
    private final Supplier<String> signature;
    private final Runnable onChange;
    private Thread thread;

    RegistryWatch(Duration interval, Supplier<String> signature, Runnable onChange) {
        this.interval = interval;
        this.signature = signature;
        this.onChange = onChange;
    }

    /** Begins; what has that signature need not be told about. */
    void start(String known) {
        thread = Thread.ofPlatform().daemon().name("medley-plugin-watch").start(() -> watch(known));
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
                LOGGER.log(System.Logger.Level.ERROR, "looking for changed plugins and configuration failed", failed);
            }
        }
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
