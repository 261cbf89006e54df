package dev.medley.platform.score.packed;

import dev.medley.platform.codec.DatasetCodec;
import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.score.ScorerReader;
import dev.medley.platform.score.calibrate.Calibration;
import dev.medley.platform.score.factor.CollaborativeFactors;
import dev.medley.platform.score.factor.PairFactors;
import dev.medley.platform.score.feature.WordFrequencies;
import dev.medley.platform.score.statistic.StatisticTable;
import dev.medley.platform.score.statistic.SurfaceTasks;
import dev.medley.platform.score.statistic.TaskMeanings;
import dev.medley.platform.score.weights.Tensors;
import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.platform.world.Statistics;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A model's parts as tensors, and back: what stands in {@code weights.safetensors}. */
public final class PartsTensors {
    private static final String SCORER = "scorer/";
    private static final String FACTORS = "factors/";
    private static final String STATISTIC_KEYS = "statistics/keys";
    private static final String STATISTIC_COUNTS = "statistics/counts";
    private static final String WORD_KEYS = "words/keys";
    private static final String WORD_COUNTS = "words/counts";
    private static final String CALIBRATION = "calibration/";

    private PartsTensors() {}

    /** The parts as tensors. */
    public static Tensors of(ModelParts parts) {
        InputDefinition definition = parts.definition();
        Tensors.Builder builder = Tensors.builder();
        List<Meaning> meanings = new ArrayList<>();
        for (SurfaceId surface : new TreeSet<>(definition.surfaces().keySet())) {
            SurfaceTasks tasks = definition.surfaces().get(surface);
            tasks.meanings().meanings().values().forEach(meanings::addAll);
            builder.metadata("explicit " + surface, Integer.toString(tasks.explicit()));
        }
        meanings.sort(Comparator.comparing(Meaning::toString));
        builder.metadata("kind", parts.kind());
        builder.metadata("inputs", InputDefinition.VERSION);
        builder.metadata(
                "declaration",
                new String(
                        DatasetCodec.encode(new DatasetDeclaration("inputs", "", meanings, definition.domains())),
                        StandardCharsets.UTF_8));
        builder.metadata(
                "tasks",
                String.join(" ", definition.tasks().stream().map(TaskId::value).toList()));
        builder.metadata("slots", Integer.toString(definition.slots()));
        builder.metadata("statistics", Boolean.toString(definition.hasStatistics()));
        builder.metadata("history", Boolean.toString(definition.hasHistory()));
        builder.metadata("queries", Boolean.toString(definition.hasQueries()));
        builder.metadata("factors", Integer.toString(definition.factors()));
        builder.metadata("titles", Long.toString(parts.frequencies().titles()));
        builder.metadata("title-words", Long.toString(parts.frequencies().words()));
        builder.addAll(SCORER, parts.scorer().tensors());
        builder.addAll(FACTORS, parts.factors().tensors());
        long[] keys = parts.statistics().keys();
        builder.int64(STATISTIC_KEYS, keys, keys.length);
        builder.float32(
                STATISTIC_COUNTS, parts.statistics().counts(), keys.length, Statistics.numbers(definition.slots()));
        long[] words = parts.frequencies().keys();
        builder.int64(WORD_KEYS, words, words.length);
        builder.int32(WORD_COUNTS, parts.frequencies().counts(), words.length);
        for (int domain = 0; domain < definition.domains().size(); domain++) {
            for (int task = 0; task < definition.tasks().size(); task++) {
                float[] numbers = parts.calibrations().of(domain, task).toArray();
                builder.float32(CALIBRATION + domain + "/" + task, numbers, numbers.length);
            }
        }
        return builder.build();
    }

    /**
     * The parts that those tensors are of.
     *
     * @throws IOException if they are not a model's, saying what is wrong
     */
    public static ModelParts read(Tensors tensors, ScorerReader reader) throws IOException {
        try {
            String kind = text(tensors, "kind");
            InputDefinition definition = definition(tensors);
            StatisticTable statistics = StatisticTable.of(
                    definition.slots(),
                    tensors.int64(STATISTIC_KEYS, Tensors.ANY),
                    tensors.float32(STATISTIC_COUNTS, Tensors.ANY, Statistics.numbers(definition.slots())));
            WordFrequencies frequencies = new WordFrequencies(
                    tensors.int64(WORD_KEYS, Tensors.ANY),
                    tensors.int32(WORD_COUNTS, Tensors.ANY),
                    Long.parseLong(text(tensors, "titles")),
                    Long.parseLong(text(tensors, "title-words")));
            Calibration[][] calibrations = new Calibration[definition.domains().size()]
                    [definition.tasks().size()];
            for (int domain = 0; domain < calibrations.length; domain++) {
                for (int task = 0; task < calibrations[domain].length; task++) {
                    calibrations[domain][task] =
                            Calibration.of(tensors.float32(CALIBRATION + domain + "/" + task, Tensors.ANY));
                }
            }
            PairFactors factors = CollaborativeFactors.read(tensors.within(FACTORS));
            if (factors.width() != definition.factors()) {
                throw new IOException(
                        "factors have width " + factors.width() + ", the input has " + definition.factors());
            }
            return new ModelParts(
                    kind,
                    definition,
                    reader.read(kind, tensors.within(SCORER)),
                    statistics,
                    frequencies,
                    factors,
                    new TaskCalibrations(calibrations));
        } catch (IllegalArgumentException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | InvalidInputException e) {
            throw new IOException("not a model: " + e.getMessage(), e);
        }
    }

    private static InputDefinition definition(Tensors tensors) throws IOException {
        String version = text(tensors, "inputs");
        if (!version.equals(InputDefinition.VERSION)) {
            throw new IOException(
                    "its input is of version " + version + ", this code makes " + InputDefinition.VERSION);
        }
        DatasetDeclaration declaration =
                DatasetCodec.decode(text(tensors, "declaration").getBytes(StandardCharsets.UTF_8));
        TreeSet<SurfaceId> named = new TreeSet<>();
        declaration.meanings().forEach(meaning -> named.add(meaning.surface()));
        Map<SurfaceId, SurfaceTasks> surfaces = new LinkedHashMap<>();
        for (SurfaceId surface : named) {
            surfaces.put(
                    surface,
                    new SurfaceTasks(
                            TaskMeanings.of(surface, declaration.meanings()),
                            Integer.parseInt(text(tensors, "explicit " + surface))));
        }
        List<TaskId> tasks = new ArrayList<>();
        for (String task : text(tensors, "tasks").split(" ")) {
            tasks.add(new TaskId(task));
        }
        return new InputDefinition(
                tasks,
                declaration.domains(),
                surfaces,
                Integer.parseInt(text(tensors, "slots")),
                Boolean.parseBoolean(text(tensors, "statistics")),
                Boolean.parseBoolean(text(tensors, "history")),
                Boolean.parseBoolean(text(tensors, "queries")),
                Integer.parseInt(text(tensors, "factors")));
    }

    private static String text(Tensors tensors, String key) throws IOException {
        String text = tensors.metadata().get(key);
        if (text == null) {
            throw new IOException("its metadata lacks '" + key + "'");
        }
        return text;
    }
}
