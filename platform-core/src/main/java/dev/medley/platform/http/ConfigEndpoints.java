package dev.medley.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.medley.platform.codec.Fields;
import dev.medley.platform.codec.NearestName;
import dev.medley.platform.codec.Problem;
import dev.medley.platform.codec.StrictJson;
import dev.medley.platform.codec.TextRule;
import dev.medley.platform.config.ConfigOverride;
import dev.medley.platform.config.ConfigStore;
import dev.medley.platform.plugin.PluginRegistry;
import dev.medley.platform.plugin.RejectedException;
import dev.medley.platform.plugin.ScenarioDetails;
import dev.medley.spi.id.ScenarioId;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * A scenario's ranking policy, read and changed while it serves: {@code GET}, {@code PATCH} and {@code DELETE} on {@code
 * /v1/scenarios/{scenario}/config}. A change is taken as a whole or refused as a whole.
 */
final class ConfigEndpoints {
    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_VALUES = 256;

    private final Supplier<PluginRegistry> plugins;
    private final Supplier<ConfigStore> config;

    ConfigEndpoints(Supplier<PluginRegistry> plugins, Supplier<ConfigStore> config) {
        this.plugins = plugins;
        this.config = config;
    }

    void register(Endpoints endpoints) {
        // The registry takes one at a time, for each makes a new instance of a scenario; so many may wait for it.
        Semaphore changes = new Semaphore(4);
        String path = "/v1/scenarios/:scenario/config";
        endpoints.get(path, new Semaphore(16), exchange -> answer(exchange, PathIds.scenario(exchange)));
        endpoints.send(HttpMethod.PATCH, path, BodyRule.json(MAX_BYTES), changes, this::change);
        endpoints.delete(path, changes, this::clear);
    }

    private void answer(Exchange exchange, ScenarioId id) {
        ScenarioDetails scenario = ScenarioEndpoints.details(plugins.get(), id);
        Optional<ConfigOverride> override = config.get().findOverride(id);
        exchange.answer(200, json -> {
            json.writeStartObject();
            json.writeStringField("scenario", id.value());
            json.writeStringField("revision", scenario.configRevision());
            json.writeFieldName("override");
            if (override.isEmpty()) {
                json.writeNull();
            } else {
                json.writeStartObject();
                json.writeStringField("author", override.get().author());
                json.writeStringField("reason", override.get().reason());
                json.writeStringField("time", override.get().time().toString());
                json.writeFieldName("values");
                JsonBody.value(json, override.get().values());
                json.writeEndObject();
            }
            ScenarioEndpoints.writeProperties(json, scenario.properties());
            json.writeEndObject();
        });
    }

    private void change(Exchange exchange) {
        ScenarioId scenario = PathIds.scenario(exchange);
        ScenarioDetails details = ScenarioEndpoints.details(plugins.get(), scenario);
        Fields fields = Fields.of(StrictJson.parse(exchange.body()));
        String author = fields.required("author", words(256));
        String reason = fields.required("reason", words(2_000));
        Map<String, Fields.Element> elements = fields.map("values", MAX_VALUES);
        Map<String, Object> values = new LinkedHashMap<>();
        elements.forEach((key, element) -> value(element).ifPresent(value -> values.put(key, value.raw())));
        if (elements.isEmpty()) {
            fields.refuse("values", "an object of keys to values; null takes a key out of the override");
        }
        fields.end();
        try {
            plugins.get().override(scenario, values, author, reason);
        } catch (RejectedException rejected) {
            throw HttpProblem.invalid(problems(rejected, ConfigOverride.origin(author, reason), elements, details));
        }
        answer(exchange, scenario);
    }

    private void clear(Exchange exchange) {
        ScenarioId scenario = PathIds.scenario(exchange);
        ScenarioEndpoints.details(plugins.get(), scenario);
        try {
            plugins.get().clearOverride(scenario);
        } catch (RejectedException rejected) {
            throw HttpProblem.conflict("scenario", scenario.value(), rejected.getMessage());
        }
        answer(exchange, scenario);
    }

    private static TextRule words(int max) {
        return TextRule.matching(
                "(?=.*\\S)\\P{Cc}{1," + max + "}",
                "a text of 1 to " + max + " characters, not all of them blank, none of them a control character");
    }

    /** A raw value; a holder, because null is one. */
    private record Raw(Object raw) {}

    private static Optional<Raw> value(Fields.Element element) {
        JsonNode node = element.node();
        return switch (node.getNodeType()) {
            case NULL -> Optional.of(new Raw(null));
            case BOOLEAN -> Optional.of(new Raw(node.booleanValue()));
            case STRING -> Optional.of(new Raw(node.textValue()));
            case NUMBER -> Optional.of(new Raw(node.isLong() ? (Object) node.longValue() : node.doubleValue()));
            case ARRAY -> texts(element);
            case OBJECT, BINARY, MISSING, POJO -> {
                element.refuse("a number, a text, true, false, null or a list of texts");
                yield Optional.empty();
            }
        };
    }

    private static Optional<Raw> texts(Fields.Element element) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : element.node()) {
            if (!each.isTextual()) {
                element.refuse("a list of texts");
                return Optional.empty();
            }
            texts.add(each.textValue());
        }
        return Optional.of(new Raw(texts));
    }

    /** The registry says in words what is wrong; what it says of a key of this change is that field's problem. */
    private static List<Problem> problems(
            RejectedException rejected, String origin, Map<String, Fields.Element> elements, ScenarioDetails details) {
        List<Problem> problems = new ArrayList<>();
        for (String reason : rejected.reasons()) {
            problems.add(elements.entrySet().stream()
                    .filter(element -> reason.startsWith(origin + ": " + element.getKey() + ": "))
                    .findFirst()
                    .map(element -> problem(element.getKey(), element.getValue(), details))
                    .orElseGet(
                            () -> Problem.refused("values", withoutPrefix(reason, "scenario " + details.id() + ": "))));
        }
        return problems;
    }

    private static String withoutPrefix(String text, String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    private static Problem problem(String key, Fields.Element element, ScenarioDetails details) {
        String value = element.node().toString();
        return details.properties().stream()
                .filter(property -> property.key().equals(key))
                .findFirst()
                .map(property -> new Problem(element.path(), value, property.allowed()))
                .orElseGet(() -> Problem.unknown(element.path(), value, known(key, details)));
    }

    private static String known(String key, ScenarioDetails details) {
        List<String> known =
                details.properties().stream().map(ScenarioDetails.Property::key).toList();
        String all = "known fields: " + (known.isEmpty() ? "none" : String.join(", ", known));
        return NearestName.of(key, known)
                .map(nearest -> "did you mean '" + nearest + "'? " + all)
                .orElse(all);
    }
}
