package dev.medley.platform.config;

import dev.medley.spi.config.ConfigProperty;
import dev.medley.spi.config.ConfigSchema;
import dev.medley.spi.config.DoubleProperty;
import dev.medley.spi.config.ScenarioConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * How a scenario's slates are laid, and what part of a mixed page is its own.
 *
 * @param settings for slates of this scenario alone
 * @param pageMinShare of each beginning of a mixed page at least this part is the scenario's, as long as it has rows
 * @param pageMaxShare of a mixed page at most this part is the scenario's
 */
public record ScenarioSlate(SlateSettings settings, double pageMinShare, double pageMaxShare) {
    private static final DoubleProperty PAGE_MIN_SHARE = new DoubleProperty(
            SlateSettings.PREFIX + "page-min-share", 0, 0, 1, "least part of each beginning of a mixed page");
    private static final DoubleProperty PAGE_MAX_SHARE =
            new DoubleProperty(SlateSettings.PREFIX + "page-max-share", 1, 0, 1, "greatest part of a mixed page");

    /** By value alone, and no quota. */
    public static final ScenarioSlate VALUE_ONLY = new ScenarioSlate(SlateSettings.VALUE_ONLY, 0, 1);

    /** @throws IllegalArgumentException if the least part is more than the greatest */
    public ScenarioSlate {
        if (pageMinShare > pageMaxShare) {
            throw new IllegalArgumentException(PAGE_MIN_SHARE.key() + ": '" + pageMinShare
                    + "' is not allowed; at most " + PAGE_MAX_SHARE.key() + ", " + pageMaxShare + ", is");
        }
    }

    /** A scenario's own properties, followed by the platform's. */
    public static ConfigSchema schema(ConfigSchema own) {
        List<ConfigProperty<?>> all = new ArrayList<>(own.properties());
        all.addAll(SlateSettings.PROPERTIES);
        all.add(PAGE_MIN_SHARE);
        all.add(PAGE_MAX_SHARE);
        return ConfigSchema.of(all.toArray(ConfigProperty<?>[]::new));
    }

    /**
     * What a configuration of such a schema says.
     *
     * @throws IllegalArgumentException if its values do not go together
     */
    public static ScenarioSlate of(ScenarioConfig config) {
        return new ScenarioSlate(SlateSettings.of(config), config.get(PAGE_MIN_SHARE), config.get(PAGE_MAX_SHARE));
    }
}
