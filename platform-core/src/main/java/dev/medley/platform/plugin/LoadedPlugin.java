package dev.medley.platform.plugin;

import dev.medley.spi.plugin.PluginDescriptor;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The code of one plugin, as long as anything of it is in use: its scenario instances and the registry each hold it, and
 * the last to let go closes the class loader and removes the copied jars.
 */
final class LoadedPlugin {
    private final PluginDescriptor descriptor;
    private final PluginJars jars;
    private final PluginClassLoader classLoader;
    private final AtomicInteger holders = new AtomicInteger(1);

    /** Held once, by whoever makes it. */
    LoadedPlugin(PluginDescriptor descriptor, PluginJars jars, PluginClassLoader classLoader) {
        this.descriptor = descriptor;
        this.jars = jars;
        this.classLoader = classLoader;
    }

    PluginDescriptor descriptor() {
        return descriptor;
    }

    ClassLoader classLoader() {
        return classLoader;
    }

    String contentHash() {
        return jars.contentHash();
    }

    /** Version and content, as it stands in answers: {@code 1.2.0+0a1b2c3d}. */
    String revision() {
        return descriptor.version() + "+" + jars.contentHash().substring(0, 8);
    }

    void hold() {
        holders.incrementAndGet();
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            unload(classLoader, jars);
        }
    }

    static void unload(PluginClassLoader classLoader, PluginJars jars) {
        try {
            classLoader.close();
        } catch (IOException leftOpen) {
            // Nothing reads from it any more; the file handle goes with the garbage.
        }
        jars.delete();
    }
}
