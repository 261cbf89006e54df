package dev.medley.platform.execute;

/**
 * A component behind its gate.
 *
 * @param key names it
 * @param component what the plugin wrote
 * @param classLoader the context class loader of its calls
 * @param gate limits it
 * @param asks whether it has an {@code isEnabled} of its own
 */
public record Guarded<C>(ComponentKey key, C component, ClassLoader classLoader, Gate gate, boolean asks) {}
