/**
 * How a plugin comes to life: plugin → factory → scenario.
 *
 * <p>A plugin is a directory of jars. One of them names the entry point in {@code
 * META-INF/services/dev.medley.spi.plugin.ScenarioPlugin}. The platform asks it for its {@linkplain
 * dev.medley.spi.plugin.PluginDescriptor descriptor} and its {@linkplain dev.medley.spi.plugin.ScenarioFactory
 * factories}, checks everything, and lets each factory create a {@link dev.medley.spi.plugin.Scenario} from its
 * configuration. Before the scenario serves, it answers a canary request. New configuration makes a new scenario.
 *
 * <pre>{@code
 * public final class PodcastPlugin implements ScenarioPlugin {
 *     public PluginDescriptor descriptor() {
 *         return new PluginDescriptor("podcast", "1.0.0", SpiVersion.CURRENT, "Audio team", "Ranks podcasts");
 *     }
 *     public List<ScenarioFactory> scenarioFactories() {
 *         return List.of(new PodcastScenarioFactory());
 *     }
 * }
 * }</pre>
 */
package dev.medley.spi.plugin;
