package dev.medley.spi.plugin;

/**
 * Who a plugin is. It is not validated here but by the platform, which reports everything that is wrong at once.
 *
 * @param id the form of a scenario id; equal to the name of the plugin's directory
 * @param version any text of 1 to 64 characters, such as {@code 1.2.0}; it appears in every answer
 * @param spiVersion {@link SpiVersion#CURRENT} of the interface that the plugin was compiled with
 * @param vendor who is responsible for it
 * @param description what it does, in one sentence
 */
public record PluginDescriptor(String id, String version, int spiVersion, String vendor, String description) {}
