/**
 * A scenario's ranking policy as typed, bounded, described properties.
 *
 * <p>A plugin declares each property once as a constant, collects them in a {@link
 * dev.medley.spi.config.ConfigSchema}, and reads them with the same constants:
 *
 * <pre>{@code
 * static final IntProperty MAX_PER_HOST =
 *         new IntProperty("max-per-host", 2, 1, 50, "rooms of one host in a slate");
 * ...
 * int max = config.get(MAX_PER_HOST);
 * }</pre>
 *
 * <p>A document of values is validated as a whole and refused as a whole, with all its problems. A new configuration
 * makes a new scenario instance; a component never sees its configuration change.
 */
package dev.medley.spi.config;
