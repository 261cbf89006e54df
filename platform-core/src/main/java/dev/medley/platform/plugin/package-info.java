/**
 * Plugins: from a directory of jars to scenarios that serve.
 *
 * <p>A plugin goes through these hands, in this order, and may be rejected by each of them:
 *
 * <ol>
 *   <li>{@code PluginJars} copies the jars aside and looks into them
 *   <li>{@code PluginClassLoader} gives the plugin its own classes, the SPI from the host, and nothing else
 *   <li>{@code PluginLoader} finds the entry point, checks the descriptor, and asks {@code DescribedFactory} and {@code
 *       ScenarioReader} what the scenarios are made of; all of that on a {@code LoaderThread}, under a time limit
 *   <li>a {@link dev.medley.platform.plugin.CanaryRunner} sends a request through the engine
 *   <li>{@link dev.medley.platform.plugin.PluginRegistry} puts the scenarios into service: it swaps one map, lets requests
 *       in flight finish on what they began with, then closes the old
 * </ol>
 *
 * <p>Every check goes on after a fault, so that all faults are told at once. What is rejected leaves nothing behind and
 * stops nobody: what served before serves on. Nothing here keeps an exception of a plugin, only its words: an exception
 * would keep the plugin's class loader alive. Imports no framework.
 */
package dev.medley.platform.plugin;
