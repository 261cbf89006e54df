package dev.medley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.plugin.PluginDescriptor;
import dev.medley.spi.plugin.ScenarioFactory;
import dev.medley.spi.plugin.ScenarioPlugin;
import dev.medley.spi.plugin.SpiVersion;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/** What the contract says of the plugin itself. */
record PluginChecks(Supplier<? extends ScenarioPlugin> plugin) {
    void checkDescriptor() {
        PluginDescriptor descriptor = plugin.get().descriptor();
        new ScenarioId(descriptor.id()); // an id has that form; it throws with the reason
        assertTrue(
                !descriptor.version().isBlank() && descriptor.version().length() <= 64,
                () -> "version '" + descriptor.version() + "'; 1 to 64 characters are allowed");
        assertEquals(SpiVersion.CURRENT, descriptor.spiVersion(), "spiVersion; write SpiVersion.CURRENT");
        assertFalse(descriptor.vendor().isBlank(), "the vendor is blank");
        assertFalse(descriptor.description().isBlank(), "the description is blank");
        assertEquals(descriptor, plugin.get().descriptor(), "a second instance's descriptor");
    }

    void checkServiceEntry() {
        Class<? extends ScenarioPlugin> type = plugin.get().getClass();
        boolean isNamed = ServiceLoader.load(ScenarioPlugin.class, type.getClassLoader()).stream()
                .anyMatch(provider -> provider.type().equals(type));
        assertTrue(
                isNamed,
                () -> "META-INF/services/" + ScenarioPlugin.class.getName() + " does not name " + type.getName()
                        + "; the class must be public with a public constructor without parameters");
    }

    void checkFactories() {
        List<ScenarioId> scenarios = scenarios();
        assertFalse(scenarios.isEmpty(), "no scenario; at least one is required");
        assertEquals(scenarios.stream().distinct().toList(), scenarios, "each scenario once");
        assertEquals(scenarios, scenarios(), "a second instance's scenarios");
    }

    private List<ScenarioId> scenarios() {
        return plugin.get().scenarioFactories().stream()
                .map(ScenarioFactory::scenario)
                .toList();
    }
}
