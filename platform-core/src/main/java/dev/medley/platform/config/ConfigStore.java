package dev.medley.platform.config;

import dev.medley.platform.codec.Fingerprint;
import dev.medley.platform.codec.NearestName;
import dev.medley.spi.config.ConfigProperty;
import dev.medley.spi.config.ConfigSchema;
import dev.medley.spi.config.InvalidConfigException;
import dev.medley.spi.config.ScenarioConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The layers of ranking policy, as files under one folder. It keeps nothing in memory: what a file says counts from the
 * moment somebody asks, so a restart changes nothing. Any thread may read; one at a time should write.
 */
public final class ConfigStore {
    private static final String DEFAULTS = "defaults.yaml";
    private static final String SCENARIOS = "scenarios";
    private static final String OVERRIDES = "overrides";

    private final Path folder;

    /** A store in that folder, which need not exist yet; {@code <home>/config} by convention. */
    public ConfigStore(Path folder) {
        this.folder = folder;
    }

    /**
     * The configuration as the files have it now.
     *
     * @throws InvalidConfigException with every problem of every layer, each naming file, key and what is allowed
     */
    public EffectiveConfig effective(ConfigSubject subject) {
        return effective(subject, () -> findOverride(subject));
    }

    /**
     * What the configuration would be with that override in place of the stored one.
     *
     * @throws InvalidConfigException as for the stored one
     */
    public EffectiveConfig preview(ConfigSubject subject, Optional<ConfigOverride> override) {
        return effective(subject, () -> override);
    }

    /** What the configuration is where no layer says anything. */
    static EffectiveConfig defaults(ConfigSubject subject) {
        return new Layers(subject).effective();
    }

    private EffectiveConfig effective(ConfigSubject subject, Supplier<Optional<ConfigOverride>> override) {
        Layers layers = new Layers(subject);
        layers.collect(() -> layers.addWhereKnown(name(DEFAULTS), readYaml(DEFAULTS)));
        layers.collect(() -> layers.add(name(subject.file()), readYaml(subject.file())));
        layers.collect(() -> override.get().ifPresent(live -> layers.add(live.origin(), live.values())));
        return layers.effective();
    }

    private Map<String, Object> readYaml(String file) {
        return ConfigFiles.readYaml(folder.resolve(file), name(file));
    }

    /** What a file is called in problems. */
    private static String name(String file) {
        return "config/" + file;
    }

    /**
     * The stored override.
     *
     * @throws InvalidConfigException if its file is damaged
     */
    public Optional<ConfigOverride> findOverride(ConfigSubject subject) {
        return ConfigFiles.readOverride(overrideFile(subject), name(subject.overrideFile()));
    }

    /** Stores an override; it is there after a crash. Check it with {@link #preview} before. */
    public void save(ConfigSubject subject, ConfigOverride override) {
        ConfigFiles.writeOverride(overrideFile(subject), override);
    }

    /** Removes the override; nothing happens if there is none. */
    public void clear(ConfigSubject subject) {
        try {
            Files.deleteIfExists(overrideFile(subject));
        } catch (IOException failed) {
            throw new UncheckedIOException(overrideFile(subject) + " cannot be removed", failed);
        }
    }

    /**
     * The keys of {@code defaults.yaml} that nobody has, each told in words; none if the file is unreadable.
     *
     * @param own what the plugins of the active scenarios declare; the platform's properties are known
     */
    public List<String> unusedDefaults(Collection<ConfigSchema> own) {
        List<String> known = Stream.concat(
                        own.stream(), Stream.of(ScenarioSlate.schema(ConfigSchema.empty()), PageSlate.SCHEMA))
                .flatMap(schema -> schema.properties().stream())
                .map(ConfigProperty::key)
                .distinct()
                .toList();
        try {
            return readYaml(DEFAULTS).keySet().stream()
                    .filter(key -> !known.contains(key))
                    .map(key -> name(DEFAULTS) + ": " + key
                            + ": neither an active scenario nor the mixed page has such a property"
                            + NearestName.of(key, known)
                                    .map(nearest -> "; the nearest one is " + nearest)
                                    .orElse(""))
                    .toList();
        } catch (InvalidConfigException unreadable) {
            // Every scenario and the page have told that.
            return List.of();
        }
    }

    /** Differs from an earlier signature if a file has come, gone or changed: what a watch compares. */
    public String signature() {
        StringBuilder signature = new StringBuilder();
        for (Path place : List.of(folder, folder.resolve(SCENARIOS), folder.resolve(OVERRIDES))) {
            try (Stream<Path> files = Files.list(place)) {
                for (Path file : files.sorted().toList()) {
                    appendState(signature, file);
                }
            } catch (NoSuchFileException absent) {
                signature.append(place).append(" is absent\n");
            } catch (IOException unreadable) {
                signature.append(unreadable).append('\n');
            }
        }
        return signature.toString();
    }

    private static void appendState(StringBuilder signature, Path file) throws IOException {
        String name = file.getFileName().toString();
        if (!name.endsWith(".yaml") && !name.endsWith(".json")) {
            return;
        }
        try {
            BasicFileAttributes state = Files.readAttributes(file, BasicFileAttributes.class);
            signature.append(file).append(' ').append(state.size()).append(' ').append(state.lastModifiedTime());
            signature.append('\n');
        } catch (NoSuchFileException goneMeanwhile) {
            signature.append(file).append(" is gone\n");
        }
    }

    private Path overrideFile(ConfigSubject subject) {
        return folder.resolve(subject.overrideFile());
    }

    /** Lays one layer over the other and collects what is wrong with any of them. */
    private static final class Layers {
        private final ConfigSubject subject;
        private final Map<String, ConfigProperty<?>> known = new LinkedHashMap<>();
        private final Map<String, Object> document = new TreeMap<>();
        private final Map<String, String> origins = new TreeMap<>();

        /** Weakest first. */
        private final List<String> names = new ArrayList<>();

        private final List<String> problems = new ArrayList<>();

        Layers(ConfigSubject subject) {
            this.subject = subject;
            subject.schema().properties().forEach(property -> known.put(property.key(), property));
        }

        /** One layer that cannot be read must not hide what is wrong with the others. */
        void collect(Runnable layer) {
            try {
                layer.run();
            } catch (InvalidConfigException invalid) {
                problems.addAll(invalid.problems());
            }
        }

        void addWhereKnown(String origin, Map<String, Object> values) {
            names.add(origin);
            values.forEach((key, value) -> {
                if (known.containsKey(key)) {
                    put(origin, key, value);
                }
            });
        }

        void add(String origin, Map<String, Object> values) {
            names.add(origin);
            values.forEach((key, value) -> {
                if (known.containsKey(key)) {
                    put(origin, key, value);
                } else {
                    problems.add(origin + ": " + key + ": no such property; " + suggestion(key));
                }
            });
        }

        private void put(String origin, String key, Object value) {
            try {
                known.get(key).parse(value);
                document.put(key, value);
                origins.put(key, origin);
            } catch (IllegalArgumentException refused) {
                problems.add(origin + ": " + refused.getMessage());
            }
        }

        private String suggestion(String key) {
            if (known.isEmpty()) {
                return "there is none";
            }
            return NearestName.of(key, List.copyOf(known.keySet()))
                    .map(nearest -> "the nearest one is " + nearest)
                    .orElseGet(() -> "there are " + String.join(", ", known.keySet()));
        }

        EffectiveConfig effective() {
            if (!problems.isEmpty()) {
                throw new InvalidConfigException(problems);
            }
            ScenarioConfig config = subject.schema().parse(document);
            try {
                subject.rule().accept(config);
            } catch (IllegalArgumentException apart) {
                throw new InvalidConfigException(List.of(culprit(apart.getMessage()) + ": " + apart.getMessage()));
            }
            return new EffectiveConfig(subject.schema(), config, origins, revision(config));
        }

        /** The strongest layer that sets a key which is named there: without it, the values went together. */
        private String culprit(String message) {
            Set<String> words = new HashSet<>(List.of(message.split("[^a-z0-9-]+")));
            return origins.entrySet().stream()
                    .filter(origin -> words.contains(origin.getKey()))
                    .map(Map.Entry::getValue)
                    .max(Comparator.comparingInt(names::indexOf))
                    .orElse(EffectiveConfig.DEFAULT);
        }

        private static String revision(ScenarioConfig config) {
            StringBuilder canonical = new StringBuilder();
            config.asMap().forEach((key, value) -> appendValue(canonical.append(key), value));
            return "c-" + Fingerprint.of(canonical.toString());
        }

        /** With lengths, so that no text can look like two. */
        private static void appendValue(StringBuilder canonical, Object value) {
            if (value instanceof List<?> list) {
                canonical.append('[').append(list.size()).append(']');
                list.forEach(element -> appendValue(canonical, element));
                return;
            }
            String text = value.toString();
            canonical.append('=').append(text.length()).append(':').append(text).append('\n');
        }
    }
}
