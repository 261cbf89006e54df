package dev.medley.platform.plugin;

import dev.medley.spi.id.ScenarioId;
import java.time.Instant;
import java.util.List;

/**
 * What an operator sees of one plugin directory.
 *
 * @param id the directory's name, which is the plugin's id
 * @param directory where it is
 * @param state whether it serves
 * @param version the plugin's version; empty as long as it has never served
 * @param revision version and content; empty likewise
 * @param vendor who is responsible; empty likewise
 * @param description what it does; empty likewise
 * @param scenarios what it serves, in order of name
 * @param since when it came into this state, or into this revision
 * @param reasons why it is rejected; for an active one, why what is in its directory or configuration now does not serve
 */
public record PluginStatus(
        String id,
        String directory,
        State state,
        String version,
        String revision,
        String vendor,
        String description,
        List<ScenarioId> scenarios,
        Instant since,
        List<String> reasons) {
    /** Whether a plugin serves. */
    public enum State {
        /** Its scenarios answer. */
        ACTIVE,
        /** It did not pass the checks; the reasons say why. */
        REJECTED
    }

    /** Copies the lists. */
    public PluginStatus {
        scenarios = List.copyOf(scenarios);
        reasons = List.copyOf(reasons);
    }
}
