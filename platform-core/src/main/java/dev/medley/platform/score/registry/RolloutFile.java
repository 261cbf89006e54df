package dev.medley.platform.score.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.medley.platform.codec.Fields;
import dev.medley.platform.codec.StrictJson;
import dev.medley.platform.codec.TextRule;
import dev.medley.platform.score.HeuristicModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The roll-out on disk: one small file, written under another name, forced, and moved into place. */
final class RolloutFile {
    static final String NAME = "rollout.json";

    private static final int SCHEMA = 1;
    private static final int MAX_PUBLISHED = 10_000;
    private static final TextRule REVISION = new TextRule(
            ManifestCodec.REVISION.allowed() + ", or " + HeuristicModel.REVISION,
            text -> ManifestCodec.REVISION.isKeptBy(text) || text.equals(HeuristicModel.REVISION));
    private static final JsonFactory FACTORY = new JsonFactory();

    private RolloutFile() {}

    /**
     * The roll-out that the folder's file holds; the first one where there is none.
     *
     * @throws dev.medley.platform.codec.InvalidInputException if it is not one
     */
    static Rollout read(Path folder) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(folder.resolve(NAME));
        } catch (NoSuchFileException e) {
            return Rollout.START;
        }
        Fields fields = Fields.of(StrictJson.parse(bytes));
        if (fields.integer("schema", SCHEMA, SCHEMA).isEmpty() && !fields.has("schema")) {
            fields.refuse("schema", Integer.toString(SCHEMA));
        }
        String active = fields.required("active", REVISION);
        Optional<Rollout.Canary> canary = fields.object("canary").map(RolloutFile::canary);
        Optional<String> shadow = fields.object("shadow").map(object -> {
            String revision = object.required("revision", REVISION);
            object.end();
            return revision;
        });
        List<String> history = revisions(fields, "history", Rollout.MAX_HISTORY);
        List<String> published = revisions(fields, "published", MAX_PUBLISHED);
        fields.end();
        return new Rollout(active, canary, shadow, history, published);
    }

    private static Rollout.Canary canary(Fields object) {
        Rollout.Canary canary = new Rollout.Canary(
                object.required("revision", REVISION),
                object.requiredDecimal("share", 0, 1),
                object.requiredText("salt", 1, 256));
        object.end();
        return canary;
    }

    private static List<String> revisions(Fields fields, String name, int max) {
        List<String> revisions = new ArrayList<>();
        for (Fields.Element element : fields.elements(name, max)) {
            element.text(REVISION).ifPresent(revisions::add);
        }
        return revisions;
    }

    static void write(Path folder, Path temporary, Rollout rollout) throws IOException {
        Files.write(temporary, encode(rollout));
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        try {
            Files.move(temporary, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, folder.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
        }
        ModelFolder.forceFolder(folder);
    }

    private static byte[] encode(Rollout rollout) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("schema", SCHEMA);
            json.writeStringField("active", rollout.active());
            json.writeFieldName("canary");
            if (rollout.canary().isEmpty()) {
                json.writeNull();
            } else {
                json.writeStartObject();
                json.writeStringField("revision", rollout.canary().get().revision());
                json.writeNumberField("share", rollout.canary().get().share());
                json.writeStringField("salt", rollout.canary().get().salt());
                json.writeEndObject();
            }
            json.writeFieldName("shadow");
            if (rollout.shadow().isEmpty()) {
                json.writeNull();
            } else {
                json.writeStartObject();
                json.writeStringField("revision", rollout.shadow().get());
                json.writeEndObject();
            }
            writeRevisions(json, "history", rollout.history());
            writeRevisions(json, "published", rollout.published());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void writeRevisions(JsonGenerator json, String name, List<String> revisions) throws IOException {
        json.writeArrayFieldStart(name);
        for (String revision : revisions) {
            json.writeString(revision);
        }
        json.writeEndArray();
    }
}
