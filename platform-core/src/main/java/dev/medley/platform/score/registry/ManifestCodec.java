package dev.medley.platform.score.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.medley.platform.codec.Fields;
import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.codec.Problem;
import dev.medley.platform.codec.StrictJson;
import dev.medley.platform.codec.TextRule;
import dev.medley.platform.score.TaskFigures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A manifest as JSON. Reading is strict and finds everything that is wrong; equal manifests are equal bytes. */
public final class ManifestCodec {
    /** How a model's revision looks. */
    static final TextRule REVISION =
            TextRule.matching("m-[0-9a-f]{16}", "a model's revision: m- and 16 hexadecimal digits");

    private static final TextRule SHA256 =
            TextRule.matching("[0-9a-f]{64}", "a SHA-256: 64 hexadecimal digits in lower case");
    private static final TextRule GIT_REVISION = TextRule.matching(
            "[0-9a-f]{7,64}(-dirty)?", "7 to 64 hexadecimal digits, and -dirty behind them if the code was changed");

    /** One name without a folder, so that no manifest leads out of its own. */
    private static final TextRule FILE_NAME = new TextRule(
            "a file name of 1 to 128 letters, digits, '.', '_' or '-', no '.' first, other than " + ModelManifest.FILE,
            name -> name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}") && !name.equals(ModelManifest.FILE));

    private static final int MAX_FILES = 64;
    private static final int MAX_SCENARIOS = 256;
    private static final int MAX_TASKS = 64;
    private static final int MAX_LIST = 1_000;
    private static final int MAX_TEXT = 4_000;
    private static final JsonFactory FACTORY = new JsonFactory();

    private ManifestCodec() {}

    /**
     * What could be made of a manifest's bytes.
     *
     * @param manifest absent if there is a problem
     * @param files those that are listed in good form, also if something else is wrong
     * @param problems everything that is wrong with it, each field's path beginning with the manifest's file name
     */
    record Reading(Optional<ModelManifest> manifest, List<ModelFile> files, List<Problem> problems) {}

    /** Writes {@value ModelManifest#FILE} into the folder. */
    public static void write(Path folder, ModelManifest manifest) throws IOException {
        Files.write(folder.resolve(ModelManifest.FILE), encode(manifest));
    }

    /** The bytes of the file. */
    static byte[] encode(ModelManifest manifest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.useDefaultPrettyPrinter();
            write(json, manifest);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /** Writes the object at the generator's place. */
    public static void write(JsonGenerator json, ModelManifest manifest) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schema", manifest.schema());
        json.writeStringField("revision", manifest.revision());
        json.writeStringField("kind", manifest.kind());
        json.writeObjectFieldStart("tasks");
        for (Map.Entry<String, List<String>> scenario : manifest.tasks().entrySet()) {
            writeTexts(json, scenario.getKey(), scenario.getValue());
        }
        json.writeEndObject();
        json.writeStringField("inputs", manifest.inputs());
        json.writeArrayFieldStart("files");
        for (ModelFile file : manifest.files()) {
            json.writeStartObject();
            json.writeStringField("name", file.name());
            json.writeNumberField("bytes", file.bytes());
            json.writeStringField("sha256", file.sha256());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("data");
        writeTexts(json, "names", manifest.data().names());
        json.writeNumberField("rows", manifest.data().rows());
        json.writeStringField("sha256", manifest.data().sha256());
        json.writeEndObject();
        json.writeNumberField("seed", manifest.seed());
        json.writeStringField("trainedAt", manifest.trainedAt().toString());
        json.writeStringField("gitRevision", manifest.gitRevision().orElse(null));
        writeTexts(json, "parents", manifest.parents());
        writeFigures(json, manifest.figures());
        writeTexts(json, "notes", manifest.notes());
        json.writeEndObject();
    }

    /** Writes the field {@code figures}. */
    public static void writeFigures(JsonGenerator json, List<TaskFigures> all) throws IOException {
        json.writeArrayFieldStart("figures");
        for (TaskFigures figures : all) {
            json.writeStartObject();
            json.writeStringField("scenario", figures.scenario());
            json.writeStringField("task", figures.task());
            json.writeNumberField("examples", figures.examples());
            json.writeNumberField("holdOut", figures.holdOut());
            writeFigure(json, "auc", figures.auc());
            writeFigure(json, "popularityAuc", figures.popularityAuc());
            writeFigure(json, "lexicalAuc", figures.lexicalAuc());
            writeFigure(json, "logloss", figures.logloss());
            writeFigure(json, "predictedOverObserved", figures.predictedOverObserved());
            writeFigure(json, "gauc", figures.gauc());
            writeFigure(json, "ndcg", figures.ndcg());
            writeFigure(json, "ece", figures.ece());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeFigure(JsonGenerator json, String name, Double figure) throws IOException {
        if (figure == null || !Double.isFinite(figure)) {
            json.writeNullField(name);
            return;
        }
        json.writeNumberField(name, figure);
    }

    private static void writeTexts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    /** Reads the bytes, and checks them against what that reader can serve. */
    static Reading read(byte[] bytes, ModelReader reader) {
        List<ModelFile> files = new ArrayList<>();
        try {
            ModelManifest manifest = read(Fields.of(StrictJson.parse(bytes)), files, reader);
            return new Reading(Optional.of(manifest), files, List.of());
        } catch (InvalidInputException invalid) {
            List<Problem> problems = new ArrayList<>();
            for (Problem problem : invalid.problems()) {
                problems.add(new Problem(
                        ModelManifest.FILE + " " + problem.field(),
                        problem.value(),
                        problem.allowed(),
                        problem.fault()));
            }
            return new Reading(Optional.empty(), files, problems);
        }
    }

    private static ModelManifest read(Fields fields, List<ModelFile> files, ModelReader reader) {
        int schema = (int) whole(fields, "schema", ModelManifest.SCHEMA, ModelManifest.SCHEMA);
        String revision = fields.required("revision", REVISION);
        String kind = fields.required(
                "kind",
                new TextRule("one of " + reader.kinds(), text -> reader.kinds().contains(text)));
        TreeMap<String, List<String>> tasks = readTasks(fields);
        String inputs = readInputs(fields, kind, reader);
        readFiles(fields, files);
        ModelFile weights = find(files, ModelManifest.WEIGHTS);
        if (weights == null) {
            fields.refuse("files", "a list of the folder's files with " + ModelManifest.WEIGHTS + " among them");
        } else if (revision != null && !revision.equals(ModelManifest.revisionOf(weights.sha256()))) {
            fields.refuse(
                    "revision",
                    ModelManifest.revisionOf(weights.sha256()) + ", as the listed SHA-256 of " + ModelManifest.WEIGHTS
                            + " makes it");
        }
        LearntFrom data = readData(fields);
        long seed = whole(fields, "seed", Long.MIN_VALUE, Long.MAX_VALUE);
        Optional<Instant> trainedAt = fields.instant("trainedAt");
        if (!fields.has("trainedAt")) {
            fields.refuse("trainedAt", "a time in UTC of the form 2026-01-31T12:00:00Z");
        }
        Optional<String> gitRevision = fields.optional("gitRevision", GIT_REVISION);
        List<String> parents = new ArrayList<>();
        for (Fields.Element element : fields.elements("parents", MAX_FILES)) {
            element.text(REVISION).ifPresent(parents::add);
        }
        List<TaskFigures> figures = new ArrayList<>();
        for (Fields.Element element : fields.elements("figures", MAX_LIST)) {
            readFigures(element, tasks).ifPresent(figures::add);
        }
        List<String> notes = fields.texts("notes", MAX_LIST, 1, MAX_TEXT);
        fields.end();
        return new ModelManifest(
                schema,
                revision,
                kind,
                tasks,
                inputs,
                files,
                data,
                seed,
                trainedAt.orElseThrow(),
                gitRevision,
                parents,
                figures,
                notes);
    }

    private static TreeMap<String, List<String>> readTasks(Fields fields) {
        TreeMap<String, List<String>> tasks = new TreeMap<>();
        Map<String, Fields.Element> scenarios = fields.map("tasks", MAX_SCENARIOS);
        if (scenarios.isEmpty()) {
            fields.refuse("tasks", "an object of scenarios, at least one, to lists of their tasks");
        }
        for (Map.Entry<String, Fields.Element> scenario : scenarios.entrySet()) {
            Fields.Element element = scenario.getValue();
            List<String> names = new ArrayList<>();
            for (JsonNode name : element.node()) {
                names.add(name.isTextual() ? name.textValue() : "");
            }
            boolean good = TextRule.NAME.isKeptBy(scenario.getKey())
                    && element.node().isArray()
                    && !names.isEmpty()
                    && names.size() <= MAX_TASKS
                    && names.stream().allMatch(TextRule.NAME::isKeptBy)
                    && names.stream().distinct().count() == names.size();
            if (good) {
                tasks.put(scenario.getKey(), names);
            } else {
                element.refuse("under a scenario's name a list of 1 to " + MAX_TASKS + " tasks, each once; a name is "
                        + TextRule.NAME.allowed());
            }
        }
        return tasks;
    }

    private static String readInputs(Fields fields, String kind, ModelReader reader) {
        String inputs = fields.requiredText("inputs", 1, MAX_TEXT);
        if (inputs != null && kind != null && !inputs.equals(reader.inputs(kind))) {
            fields.refuse(
                    "inputs",
                    "\"" + reader.inputs(kind) + "\", the fingerprint of the features that this platform gives to a "
                            + kind + " model; train it again");
        }
        return inputs;
    }

    private static void readFiles(Fields fields, List<ModelFile> files) {
        for (Fields.Element element : fields.elements("files", MAX_FILES)) {
            Optional<Fields> entry = element.object();
            if (entry.isEmpty()) {
                continue;
            }
            String name = entry.get().required("name", FILE_NAME);
            long bytes = whole(entry.get(), "bytes", 0, Long.MAX_VALUE);
            String sha256 = entry.get().required("sha256", SHA256);
            entry.get().end();
            if (name == null || sha256 == null) {
                continue;
            }
            if (find(files, name) == null) {
                files.add(new ModelFile(name, bytes, sha256));
            } else {
                element.refuse("each file once");
            }
        }
    }

    private static ModelFile find(List<ModelFile> files, String name) {
        for (ModelFile file : files) {
            if (file.name().equals(name)) {
                return file;
            }
        }
        return null;
    }

    private static LearntFrom readData(Fields fields) {
        Optional<Fields> data = fields.object("data");
        if (data.isEmpty()) {
            if (!fields.has("data")) {
                fields.refuse("data", "an object of names, rows and sha256");
            }
            return null;
        }
        List<String> names = data.get().texts("names", MAX_LIST, 1, MAX_TEXT);
        long rows = whole(data.get(), "rows", 0, Long.MAX_VALUE);
        String sha256 = data.get().required("sha256", SHA256);
        data.get().end();
        return new LearntFrom(names, rows, sha256);
    }

    private static Optional<TaskFigures> readFigures(Fields.Element element, Map<String, List<String>> tasks) {
        Optional<Fields> object = element.object();
        if (object.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = object.get();
        String scenario = fields.requiredName("scenario");
        String task = fields.requiredName("task");
        if (scenario != null
                && task != null
                && !tasks.getOrDefault(scenario, List.of()).contains(task)) {
            fields.refuse(
                    "task",
                    "a task that 'tasks' names for scenario '" + scenario + "': "
                            + tasks.getOrDefault(scenario, List.of()));
        }
        TaskFigures figures = new TaskFigures(
                scenario,
                task,
                whole(fields, "examples", 0, Long.MAX_VALUE),
                whole(fields, "holdOut", 0, Long.MAX_VALUE),
                figure(fields, "auc"),
                figure(fields, "popularityAuc"),
                figure(fields, "lexicalAuc"),
                figure(fields, "logloss"),
                figure(fields, "predictedOverObserved"),
                figure(fields, "gauc"),
                figure(fields, "ndcg"),
                figure(fields, "ece"));
        fields.end();
        return Optional.of(figures);
    }

    private static Double figure(Fields fields, String name) {
        OptionalDouble figure = fields.decimal(name, -Double.MAX_VALUE, Double.MAX_VALUE);
        return figure.isEmpty() ? null : figure.getAsDouble();
    }

    private static long whole(Fields fields, String name, long min, long max) {
        if (!fields.has(name)) {
            fields.refuse(name, "a whole number, " + min + " to " + max);
            return 0;
        }
        return fields.wholeNumber(name, min, max).orElse(0);
    }
}
