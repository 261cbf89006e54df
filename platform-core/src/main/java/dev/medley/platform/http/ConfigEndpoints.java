package dev.medley.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.medley.platform.codec.Fields;
import dev.medley.platform.codec.NearestName;
import dev.medley.platform.codec.Problem;
import dev.medley.platform.codec.StrictJson;
import dev.medley.platform.codec.TextRule;
import dev.medley.platform.config.ConfigOverride;
import dev.medley.platform.config.ConfiguredProperty;
import dev.medley.platform.config.PageConfig;
import dev.medley.platform.plugin.PluginRegistry;
import dev.medley.platform.plugin.RejectedException;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The ranking policy of a scenario and of the mixed page, read and changed while it serves: {@code GET}, {@code PATCH} and
 * {@code DELETE} on {@code /v1/scenarios/{scenario}/config} and on {@code /v1/page/config}. A change is taken as a whole or
 * refused as a whole.
 */
final class ConfigEndpoints {
    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_VALUES = 256;

    private final Supplier<PluginRegistry> plugins;
    private final Supplier<PageConfig> page;

    ConfigEndpoints(Supplier<PluginRegistry> plugins, Supplier<PageConfig> page) {
        this.plugins = plugins;
        this.page = page;
    }

    void register(Endpoints endpoints) {
        register(
                endpoints,
                "/v1/scenarios/:scenario/config",
                exchange -> ServedConfig.OfScenario.find(plugins.get(), PathIds.scenario(exchange)));
        register(endpoints, "/v1/page/config", exchange -> ServedConfig.OfPage.find(page.get()));
    }

    private static void register(Endpoints endpoints, String path, Function<Exchange, ServedConfig> served) {
        // One is taken at a time, for a scenario's makes a new instance of it; so many may wait for it.
        Semaphore changes = new Semaphore(4);
        endpoints.get(path, new Semaphore(16), exchange -> answer(exchange, served.apply(exchange)));
        endpoints.send(HttpMethod.PATCH, path, BodyRule.json(MAX_BYTES), changes, exchange -> {
            change(exchange, served.apply(exchange));
            answer(exchange, served.apply(exchange));
        });
        endpoints.delete(path, changes, exchange -> {
            clear(served.apply(exchange));
            answer(exchange, served.apply(exchange));
        });
    }

    private static void answer(Exchange exchange, ServedConfig config) {
        Optional<ConfigOverride> override = config.override();
        exchange.answer(200, json -> {
            json.writeStartObject();
            config.writeOwn(json);
            json.writeStringField("revision", config.revision());
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
            ScenarioEndpoints.writeProperties(json, config.properties());
            json.writeEndObject();
        });
    }

    private static void change(Exchange exchange, ServedConfig config) {
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
            config.change(values, author, reason);
        } catch (RejectedException rejected) {
            throw HttpProblem.invalid(problems(rejected, ConfigOverride.origin(author, reason), elements, config));
        }
    }

    private static void clear(ServedConfig config) {
        try {
            config.clear();
        } catch (RejectedException rejected) {
            throw HttpProblem.conflict(config.owner().kind(), config.owner().name(), rejected.getMessage());
        }
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

    /** What is wrong is said in words; what is said of a key of this change is that field's problem. */
    private static List<Problem> problems(
            RejectedException rejected, String origin, Map<String, Fields.Element> elements, ServedConfig config) {
        List<Problem> problems = new ArrayList<>();
        String owner = config.owner().kind() + " " + config.owner().name();
        for (String reason : rejected.reasons()) {
            boolean isOfChange = reason.startsWith(origin + ": ");
            String said = withoutPrefix(withoutPrefix(reason, origin + ": "), owner + ": ");
            Optional<Map.Entry<String, Fields.Element>> blamed = elements.entrySet().stream()
                    .filter(element -> said.startsWith(element.getKey() + ": "))
                    .findFirst();
            if (isOfChange && blamed.isPresent()) {
                problems.add(problem(blamed.get().getKey(), blamed.get().getValue(), said, config));
            } else {
                problems.add(blamed.or(() -> isOfChange ? named(said, elements) : Optional.empty())
                        .map(element -> together(element, said))
                        .orElseGet(() -> Problem.refused("values", said)));
            }
        }
        return problems;
    }

    /** Two values that do not go together are told of one of them: the one that was changed may be the other. */
    private static Optional<Map.Entry<String, Fields.Element>> named(
            String said, Map<String, Fields.Element> elements) {
        List<String> words = List.of(said.split("[^a-z0-9-]+"));
        return elements.entrySet().stream()
                .filter(element -> words.contains(element.getKey()))
                .findFirst();
    }

    private static Problem together(Map.Entry<String, Fields.Element> element, String said) {
        return new Problem(
                element.getValue().path(),
                Optional.of(element.getValue().node().toString()),
                withoutPrefix(said, element.getKey() + ": "),
                Problem.Fault.REFUSED);
    }

    private static String withoutPrefix(String text, String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    private static Problem problem(String key, Fields.Element element, String said, ServedConfig config) {
        String value = element.node().toString();
        Optional<ConfiguredProperty> known = config.properties().stream()
                .filter(property -> property.key().equals(key))
                .findFirst();
        if (known.isEmpty()) {
            return Problem.unknown(element.path(), value, known(key, config));
        }
        String allowed = known.get().allowed();
        return said.endsWith("; " + allowed + " is")
                ? new Problem(element.path(), value, allowed)
                : Problem.refused(element.path(), withoutPrefix(said, key + ": "));
    }

    private static String known(String key, ServedConfig config) {
        List<String> known =
                config.properties().stream().map(ConfiguredProperty::key).toList();
        String all = "known fields: " + (known.isEmpty() ? "none" : String.join(", ", known));
        return NearestName.of(key, known)
                .map(nearest -> "did you mean '" + nearest + "'? " + all)
                .orElse(all);
    }
}
