package dev.medley.platform.config;

import dev.medley.spi.config.ConfigSchema;
import dev.medley.spi.config.ScenarioConfig;
import dev.medley.spi.id.ScenarioId;
import java.util.function.Consumer;

/**
 * Whose configuration it is: a scenario's, or the mixed page's. The scenarios' files are in folders of their own, so none
 * of them can be the page's, whatever a scenario is called.
 *
 * @param file its own layer, a path under the configuration's folder
 * @param overrideFile its live layer, likewise
 * @param schema what may be set
 * @param rule throws {@code IllegalArgumentException} for values that are allowed, but not together; its message names
 *     the keys
 */
public record ConfigSubject(String file, String overrideFile, ConfigSchema schema, Consumer<ScenarioConfig> rule) {
    /** The mixed page. */
    public static final ConfigSubject PAGE =
            new ConfigSubject("page.yaml", "page-override.json", PageSlate.SCHEMA, PageSlate::of);

    /** A scenario: what its plugin declares, followed by what the platform does. */
    public static ConfigSubject scenario(ScenarioId scenario, ConfigSchema own) {
        return new ConfigSubject(
                "scenarios/" + scenario + ".yaml",
                "overrides/" + scenario + ".json",
                ScenarioSlate.schema(own),
                ScenarioSlate::of);
    }
}
