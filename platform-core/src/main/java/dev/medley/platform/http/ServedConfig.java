package dev.medley.platform.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.medley.platform.config.ConfigOverride;
import dev.medley.platform.config.ConfiguredProperty;
import dev.medley.platform.config.PageConfig;
import dev.medley.platform.plugin.PluginRegistry;
import dev.medley.platform.plugin.RejectedException;
import dev.medley.platform.plugin.ScenarioDetails;
import dev.medley.spi.config.InvalidConfigException;
import dev.medley.spi.id.ScenarioId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration as {@link ConfigEndpoints} needs it: a scenario's, or the mixed page's. Found anew for each answer. */
sealed interface ServedConfig {
    /** Writes the fields that only this kind of configuration has. */
    void writeOwn(JsonGenerator json) throws IOException;

    /** Names exactly these values. */
    String revision();

    /** The live layer, if there is one; a problem if its file is damaged. */
    Optional<ConfigOverride> override();

    /** What may be set, and what it is set to. */
    List<ConfiguredProperty> properties();

    /**
     * Changes the live layer.
     *
     * @throws RejectedException with every problem; nothing has changed
     */
    void change(Map<String, ?> values, String author, String reason) throws RejectedException;

    /**
     * Removes the live layer.
     *
     * @throws RejectedException with every problem; nothing has changed
     */
    void clear() throws RejectedException;

    /** How its owner is named: the kind, and which one. */
    Owner owner();

    /**
     * Whose configuration it is.
     *
     * @param kind what is named
     * @param name its name
     */
    record Owner(String kind, String name) {}

    /** A scenario's. */
    record OfScenario(PluginRegistry plugins, ScenarioDetails details) implements ServedConfig {
        /** A problem if the scenario is not active. */
        static OfScenario find(PluginRegistry plugins, ScenarioId scenario) {
            return new OfScenario(plugins, ScenarioEndpoints.details(plugins, scenario));
        }

        @Override
        public void writeOwn(JsonGenerator json) throws IOException {
            json.writeStringField("scenario", details.id().value());
        }

        @Override
        public String revision() {
            return details.configRevision();
        }

        @Override
        public Optional<ConfigOverride> override() {
            try {
                return plugins.findOverride(details.id());
            } catch (InvalidConfigException damaged) {
                throw HttpProblem.conflict("scenario", details.id().value(), damaged.getMessage());
            }
        }

        @Override
        public List<ConfiguredProperty> properties() {
            return details.properties();
        }

        @Override
        public void change(Map<String, ?> values, String author, String reason) throws RejectedException {
            plugins.override(details.id(), values, author, reason);
        }

        @Override
        public void clear() throws RejectedException {
            plugins.clearOverride(details.id());
        }

        @Override
        public Owner owner() {
            return new Owner("scenario", details.id().value());
        }
    }

    /** The mixed page's. */
    record OfPage(PageConfig page, PageConfig.State state) implements ServedConfig {
        static OfPage find(PageConfig page) {
            return new OfPage(page, page.state());
        }

        @Override
        public void writeOwn(JsonGenerator json) throws IOException {
            JsonBody.texts(json, "problems", state.problems());
        }

        @Override
        public String revision() {
            return state.config().revision();
        }

        @Override
        public Optional<ConfigOverride> override() {
            return state.override();
        }

        @Override
        public List<ConfiguredProperty> properties() {
            return state.config().properties();
        }

        @Override
        public void change(Map<String, ?> values, String author, String reason) throws RejectedException {
            try {
                page.override(values, author, reason);
            } catch (InvalidConfigException invalid) {
                throw new RejectedException(invalid.problems());
            }
        }

        @Override
        public void clear() throws RejectedException {
            try {
                page.clearOverride();
            } catch (InvalidConfigException invalid) {
                throw new RejectedException(invalid.problems());
            }
        }

        @Override
        public Owner owner() {
            return new Owner("page", "config");
        }
    }
}
