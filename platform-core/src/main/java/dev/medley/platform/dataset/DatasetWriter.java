package dev.medley.platform.dataset;

import dev.medley.platform.codec.Fields;
import dev.medley.platform.codec.InteractionCodec;
import dev.medley.platform.codec.ItemCodec;
import dev.medley.platform.codec.JudgmentCodec;
import dev.medley.platform.codec.StrictJson;
import dev.medley.platform.codec.UserCodec;
import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.DatasetDeclaration.Domain;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.platform.world.Judgment;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.UserId;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Writes a data set into a folder. A file of which nothing is written is not made. Every {@code write} throws {@link
 * dev.medley.platform.codec.InvalidInputException}, and writes nothing, for what the reader would reject. One thread.
 */
public final class DatasetWriter implements AutoCloseable {
    private final Path folder;
    private final Map<Path, OutputStream> streams = new HashMap<>();
    private final Map<DatasetFile, Long> counts = new EnumMap<>(DatasetFile.class);

    /**
     * Starts with {@code dataset.yaml}.
     *
     * @param folder exists and is empty
     * @param scenarios whom the data is for
     */
    public DatasetWriter(Path folder, DatasetDeclaration declaration, List<ScenarioId> scenarios) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve(DatasetFolder.DECLARATION_FILE), yaml(declaration, scenarios));
    }

    /** Adds an item. */
    public void write(Item item) throws IOException {
        append(DatasetFile.ITEMS, ItemCodec.encode(item));
    }

    /** Adds a user. */
    public void write(UserId user, UserProfile profile) throws IOException {
        append(DatasetFile.USERS, UserCodec.encode(user, profile));
    }

    /** Adds an interaction. */
    public void write(Interaction interaction) throws IOException {
        append(DatasetFile.INTERACTIONS, InteractionCodec.encode(interaction));
    }

    /** Adds an interaction that nothing may be learnt from, which models are judged on. */
    public void writeForValidation(Interaction interaction) throws IOException {
        append(DatasetFolder.VALIDATION, DatasetFile.INTERACTIONS, InteractionCodec.encode(interaction));
    }

    /** Adds a judgment. */
    public void write(Judgment judgment) throws IOException {
        append(DatasetFile.JUDGMENTS, JudgmentCodec.encode(judgment));
    }

    /** Lines written so far, of the files that have any. */
    public Map<DatasetFile, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    private void append(DatasetFile file, byte[] json) throws IOException {
        append("", file, json);
        counts.merge(file, 1L, Long::sum);
    }

    private void append(String part, DatasetFile file, byte[] json) throws IOException {
        // An object may hold more than the format allows, such as a longer title: what is written can be read.
        file.decode(StrictJson.parse(json));
        Path path = folder.resolve(part).resolve(file.fileName());
        OutputStream stream = streams.get(path);
        if (stream == null) {
            Files.createDirectories(path.getParent());
            stream = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
            streams.put(path, stream);
        }
        stream.write(json);
        stream.write('\n');
    }

    private static String yaml(DatasetDeclaration declaration, List<ScenarioId> scenarios) {
        StringBuilder yaml = new StringBuilder()
                .append("name: ")
                .append(declaration.name())
                .append("\ntitle: ")
                .append(quoted(declaration.title()))
                .append("\nscenarios: [")
                .append(scenarios.stream().map(ScenarioId::value).collect(Collectors.joining(", ")))
                .append("]\nmeanings:")
                .append(declaration.meanings().isEmpty() ? " []\n" : "\n");
        for (Meaning meaning : declaration.meanings()) {
            yaml.append("  - {surface: ").append(quoted(meaning.surface().value()));
            yaml.append(", type: ").append(quoted(meaning.type().value()));
            yaml.append(", task: ").append(quoted(meaning.task().value()));
            if (meaning.atLeast() != Float.NEGATIVE_INFINITY) {
                yaml.append(", at-least: ").append(meaning.atLeast());
            }
            if (meaning.form() != DatasetDeclaration.Form.THRESHOLD) {
                yaml.append(", form: ").append(Fields.choiceName(meaning.form()));
            }
            yaml.append("}\n");
        }
        if (!declaration.domains().isEmpty()) {
            yaml.append("domains:\n");
        }
        for (Domain domain : declaration.domains()) {
            yaml.append("  - {name: ").append(quoted(domain.name()));
            yaml.append(", surface: ").append(quoted(domain.surface().value()));
            if (domain.ageFrom() > 0) {
                yaml.append(", age-from: ").append(domain.ageFrom());
            }
            if (domain.ageBelow() < Domain.ANY_AGE) {
                yaml.append(", age-below: ").append(domain.ageBelow());
            }
            if (domain.category().isPresent()) {
                yaml.append(", category: ").append(quoted(domain.category().get()));
            }
            yaml.append("}\n");
        }
        return yaml.toString();
    }

    /** Quoted, because a plain {@code no} or {@code on} is a flag in YAML. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Writes out what is buffered. */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (OutputStream stream : streams.values()) {
            try {
                stream.close();
            } catch (IOException e) {
                failure = Objects.requireNonNullElse(failure, e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
