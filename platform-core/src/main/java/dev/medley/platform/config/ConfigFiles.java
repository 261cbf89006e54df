package dev.medley.platform.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.medley.spi.config.InvalidConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes configuration files. Everything that is wrong with one is told with the file's name. */
final class ConfigFiles {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private ConfigFiles() {}

    /**
     * The keys and raw values of a YAML file, in its order; none if the file is absent or empty.
     *
     * @param name what the file is called in problems
     * @throws InvalidConfigException if it is not a readable YAML document of keys and values
     */
    static Map<String, Object> readYaml(Path file, String name) {
        return read(YAML, file, name).orElse(Map.of());
    }

    /**
     * The override in that file, if there is one.
     *
     * @throws InvalidConfigException if it is not what {@link #writeOverride} writes
     */
    static Optional<ConfigOverride> readOverride(Path file, String name) {
        return read(JSON, file, name).map(document -> toOverride(document, name));
    }

    private static ConfigOverride toOverride(Map<String, Object> document, String name) {
        if (document.get("values") instanceof Map<?, ?> values
                && document.get("author") instanceof String author
                && document.get("reason") instanceof String reason
                && document.get("time") instanceof String time) {
            Map<String, Object> byKey = new LinkedHashMap<>();
            values.forEach((key, value) -> byKey.put((String) key, value)); // a JSON object's keys are texts
            try {
                return new ConfigOverride(byKey, author, reason, Instant.parse(time));
            } catch (DateTimeParseException | IllegalArgumentException unusable) {
                throw invalid(name + ": " + unusable.getMessage());
            }
        }
        throw invalid(name + ": an object with values, author, reason and time is expected");
    }

    /** Writes the override so that a crash leaves the file as it was or as it is to be, never in between. */
    static void writeOverride(Path file, ConfigOverride override) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("values", override.values());
        document.put("author", override.author());
        document.put("reason", override.reason());
        document.put("time", override.time().toString());
        try {
            Files.createDirectories(file.getParent());
            Path beside = file.resolveSibling(file.getFileName() + ".new");
            Files.write(beside, JSON.writeValueAsBytes(document));
            try (FileChannel written = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(file + " cannot be written", failed);
        }
    }

    private static Optional<Map<String, Object>> read(ObjectMapper format, Path file, String name) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode root = format.readTree(Files.readAllBytes(file));
            if (root.isMissingNode() || root.isNull()) {
                return Optional.of(Map.of());
            }
            if (!root.isObject()) {
                throw invalid(name + ": keys and values are expected, not " + root.getNodeType());
            }
            Map<String, Object> document = new LinkedHashMap<>();
            root.properties()
                    .forEach(
                            field -> document.put(field.getKey(), format.convertValue(field.getValue(), Object.class)));
            return Optional.of(document);
        } catch (JsonProcessingException malformed) {
            String line = malformed.getLocation() == null
                    ? ""
                    : " (line " + malformed.getLocation().getLineNr() + ")";
            throw invalid(name + ": " + malformed.getOriginalMessage() + line);
        } catch (IOException unreadable) {
            throw invalid(name + ": cannot be read: " + unreadable);
        }
    }

    private static InvalidConfigException invalid(String problem) {
        return new InvalidConfigException(List.of(problem));
    }
}
