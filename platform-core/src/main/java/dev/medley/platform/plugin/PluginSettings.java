package dev.medley.platform.plugin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where plugins are, and how patient the loader is.
 *
 * @param roots folders whose sub-directories are plugins, the built-in one first; one that does not exist is empty
 * @param staging where the loader keeps its own copies of the jars that it has loaded; nobody else's folder
 * @param callLimit how long one call of plugin code may take at load: descriptor, factories, create, close, canary;
 *     create is given 1 ms more for each item in the catalogue
 * @param watchInterval how often the roots and the configuration are looked at; what has changed is taken over when it
 *     has then stayed the same for one interval
 */
public record PluginSettings(List<Path> roots, Path staging, Duration callLimit, Duration watchInterval) {
    /** Unless configured. */
    public static final Duration DEFAULT_CALL_LIMIT = Duration.ofSeconds(10);

    /** Unless configured. */
    public static final Duration DEFAULT_WATCH_INTERVAL = Duration.ofSeconds(2);

    /** Copies the list. */
    public PluginSettings {
        roots = List.copyOf(roots);
    }

    /** Those roots, the staging folder, and the default times. */
    public static PluginSettings of(List<Path> roots, Path staging) {
        return new PluginSettings(roots, staging, DEFAULT_CALL_LIMIT, DEFAULT_WATCH_INTERVAL);
    }
}
