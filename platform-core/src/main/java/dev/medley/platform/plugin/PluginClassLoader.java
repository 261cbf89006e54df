package dev.medley.platform.plugin;

import dev.medley.spi.plugin.ScenarioPlugin;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * The classes of one plugin: the JDK's from the JDK, the SPI's from the host, everything else from the plugin's own
 * jars. Nothing of the host's class path but the SPI can be seen, so a plugin brings whichever version of a library it
 * likes.
 */
final class PluginClassLoader extends URLClassLoader {
    static final String SPI_PACKAGES = "dev.medley.spi.";

    static {
        registerAsParallelCapable();
    }

    /** Not the system class loader: inside Quarkus, the SPI is loaded by another one. */
    private final ClassLoader host = ScenarioPlugin.class.getClassLoader();

    PluginClassLoader(String pluginId, URL[] jars) {
        super("plugin-" + pluginId, jars, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(SPI_PACKAGES)) {
            return host.loadClass(name);
        }
        return super.loadClass(name, resolve);
    }
}
