package dev.medley.platform.config;

import dev.medley.spi.config.BooleanProperty;
import dev.medley.spi.config.ConfigProperty;
import dev.medley.spi.config.ConfigSchema;
import dev.medley.spi.config.IntProperty;
import dev.medley.spi.config.ScenarioConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * How a mixed page is laid.
 *
 * @param settings in place of the scenarios' own
 * @param relativeValues whether an item competes by its value over its scenario's usual one
 * @param scenarioMax rows of one scenario in any {@code scenarioWindow} consecutive places, the first to be relaxed
 * @param scenarioWindow places
 */
public record PageSlate(SlateSettings settings, boolean relativeValues, int scenarioMax, int scenarioWindow) {
    private static final BooleanProperty RELATIVE_VALUES = new BooleanProperty(
            SlateSettings.PREFIX + "relative-values",
            true,
            "whether an item competes by its value over its scenario's usual one, or by its value as it is");
    private static final IntProperty SCENARIO_MAX = new IntProperty(
            SlateSettings.PREFIX + "scenario-max",
            4,
            1,
            200,
            "rows of one scenario in any rerank-scenario-window consecutive places");
    private static final IntProperty SCENARIO_WINDOW = new IntProperty(
            SlateSettings.PREFIX + "scenario-window",
            6,
            2,
            201,
            "consecutive places that rerank-scenario-max is about; more than it");

    /** The properties of the mixed page. */
    public static final ConfigSchema SCHEMA = schema();

    /** By values as they are, with the usual mix. */
    public static final PageSlate VALUE_ONLY =
            new PageSlate(SlateSettings.VALUE_ONLY, false, SCENARIO_MAX.defaultValue(), SCENARIO_WINDOW.defaultValue());

    /** @throws IllegalArgumentException if the window is not longer than what it may hold */
    public PageSlate {
        if (scenarioWindow <= scenarioMax) {
            throw new IllegalArgumentException(SCENARIO_WINDOW.key() + ": '" + scenarioWindow
                    + "' is not allowed; more than " + SCENARIO_MAX.key() + ", " + scenarioMax + ", is");
        }
    }

    private static ConfigSchema schema() {
        List<ConfigProperty<?>> all = new ArrayList<>(SlateSettings.PROPERTIES);
        all.add(RELATIVE_VALUES);
        all.add(SCENARIO_MAX);
        all.add(SCENARIO_WINDOW);
        return ConfigSchema.of(all.toArray(ConfigProperty<?>[]::new));
    }

    /**
     * What a configuration of {@link #SCHEMA} says.
     *
     * @throws IllegalArgumentException if its values do not go together
     */
    public static PageSlate of(ScenarioConfig config) {
        return new PageSlate(
                SlateSettings.of(config),
                config.get(RELATIVE_VALUES),
                config.get(SCENARIO_MAX),
                config.get(SCENARIO_WINDOW));
    }
}
