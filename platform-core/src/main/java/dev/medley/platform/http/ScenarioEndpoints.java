package dev.medley.platform.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.medley.platform.config.ConfiguredProperty;
import dev.medley.platform.plugin.PluginRegistry;
import dev.medley.platform.plugin.PluginStatus;
import dev.medley.platform.plugin.ScenarioDetails;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.plugin.RequiredField;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Who serves: {@code GET /v1/scenarios}, {@code GET /v1/scenarios/{scenario}} and {@code GET /v1/plugins}. */
final class ScenarioEndpoints {
    private static final int MAX_AT_ONCE = 16;

    private final Supplier<PluginRegistry> plugins;

    ScenarioEndpoints(Supplier<PluginRegistry> plugins) {
        this.plugins = plugins;
    }

    void register(Endpoints endpoints) {
        Semaphore places = new Semaphore(MAX_AT_ONCE);
        endpoints.get("/v1/scenarios", places, this::scenarios);
        endpoints.get("/v1/scenarios/:scenario", places, this::scenario);
        endpoints.get("/v1/plugins", places, this::plugins);
    }

    private void scenarios(Exchange exchange) {
        List<ScenarioDetails> scenarios = plugins.get().scenarioDetails();
        exchange.answer(200, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("scenarios");
            for (ScenarioDetails scenario : scenarios) {
                write(json, scenario);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void scenario(Exchange exchange) {
        ScenarioDetails scenario = details(plugins.get(), PathIds.scenario(exchange));
        exchange.answer(200, json -> write(json, scenario));
    }

    /** The scenario's details; a problem if it is not active. */
    static ScenarioDetails details(PluginRegistry registry, ScenarioId scenario) {
        return registry.scenarioDetails().stream()
                .filter(details -> details.id().equals(scenario))
                .findFirst()
                .orElseThrow(() -> HttpProblem.notFound(
                        "scenario", scenario.value(), RankEndpoints.activeAre(registry.scenarios())));
    }

    private static void write(JsonGenerator json, ScenarioDetails scenario) throws IOException {
        json.writeStartObject();
        json.writeStringField("scenario", scenario.id().value());
        json.writeStringField("plugin", scenario.pluginId());
        json.writeStringField("pluginRevision", scenario.pluginRevision());
        json.writeStringField("configRevision", scenario.configRevision());
        JsonBody.texts(json, "surfaces", scenario.surfaces());
        JsonBody.texts(json, "tasks", scenario.tasks());
        JsonBody.texts(
                json,
                "requiredFields",
                scenario.requiredFields().stream()
                        .map(ScenarioEndpoints::onTheWire)
                        .sorted()
                        .toList());
        writeProperties(json, scenario.properties());
        json.writeArrayFieldStart("features");
        for (ScenarioDetails.Feature feature : scenario.features()) {
            json.writeStartObject();
            json.writeStringField("name", feature.name());
            json.writeStringField("type", feature.type());
            json.writeStringField("scope", feature.scope().name());
            json.writeStringField("description", feature.description());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("components");
        for (Map.Entry<String, List<ComponentId>> kind : scenario.components().entrySet()) {
            JsonBody.texts(json, kind.getKey(), kind.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    static void writeProperties(JsonGenerator json, List<ConfiguredProperty> properties) throws IOException {
        json.writeArrayFieldStart("properties");
        for (ConfiguredProperty property : properties) {
            json.writeStartObject();
            json.writeStringField("key", property.key());
            json.writeFieldName("value");
            JsonBody.value(json, property.value());
            json.writeFieldName("default");
            JsonBody.value(json, property.defaultValue());
            json.writeStringField("allowed", property.allowed());
            json.writeStringField("origin", property.origin());
            json.writeStringField("description", property.description());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String onTheWire(RequiredField field) {
        return switch (field) {
            case USER_ID -> "userId";
            case SESSION_ID -> "sessionId";
            case QUERY -> "query";
        };
    }

    private void plugins(Exchange exchange) {
        List<PluginStatus> all = plugins.get().plugins();
        exchange.answer(200, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("plugins");
            for (PluginStatus plugin : all) {
                write(json, plugin);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, PluginStatus plugin) throws IOException {
        json.writeStartObject();
        json.writeStringField("plugin", plugin.id());
        json.writeStringField("state", plugin.state().name());
        json.writeStringField("version", plugin.version());
        json.writeStringField("revision", plugin.revision());
        json.writeStringField("vendor", plugin.vendor());
        json.writeStringField("description", plugin.description());
        JsonBody.texts(json, "scenarios", plugin.scenarios());
        json.writeStringField("since", plugin.since().toString());
        JsonBody.texts(json, "reasons", plugin.reasons());
        json.writeEndObject();
    }
}
