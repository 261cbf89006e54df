package dev.medley.platform.score.registry;

import dev.medley.platform.score.TaskFigures;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What stands beside a model's weights.
 *
 * @param schema the form of the manifest itself; {@value #SCHEMA} is the only one so far
 * @param revision the model's: {@link #revisionOf} its weights
 * @param kind the runtime, such as {@code core}, {@code lr}, {@code fm}, {@code gbdt}, {@code dnn}, {@code transformer} or
 *     {@code logistic}; a reader says which it reads
 * @param tasks for each scenario, by name, the tasks that were learnt
 * @param inputs the fingerprint of the feature definitions that it was trained with
 * @param files every file of the folder but the manifest, {@value #WEIGHTS} among them
 * @param data what it has learnt from
 * @param seed what chance was drawn from
 * @param trainedAt the log's time of the world that it learnt from
 * @param gitRevision of the code that trained it, 7 to 64 hexadecimal digits, {@code -dirty} behind them if it was changed
 * @param parents revisions of models that it was started or distilled from
 * @param figures how well it did on the hold-out
 * @param notes what a reader of the figures must know, such as examples left out
 */
public record ModelManifest(
        int schema,
        String revision,
        String kind,
        SortedMap<String, List<String>> tasks,
        String inputs,
        List<ModelFile> files,
        LearntFrom data,
        long seed,
        Instant trainedAt,
        Optional<String> gitRevision,
        List<String> parents,
        List<TaskFigures> figures,
        List<String> notes) {
    /** The form that this code writes and reads. */
    public static final int SCHEMA = 1;

    /** The file of the manifest. */
    public static final String FILE = "manifest.json";

    /** The file of the weights. */
    public static final String WEIGHTS = "weights.safetensors";

    private static final int REVISION_DIGITS = 16;

    /** Copies lists and map. */
    public ModelManifest {
        TreeMap<String, List<String>> copied = new TreeMap<>();
        for (Map.Entry<String, List<String>> entry : tasks.entrySet()) {
            copied.put(entry.getKey(), List.copyOf(entry.getValue()));
        }
        tasks = Collections.unmodifiableSortedMap(copied);
        files = List.copyOf(files);
        parents = List.copyOf(parents);
        figures = List.copyOf(figures);
        notes = List.copyOf(notes);
    }

    /** The revision of a model whose weights have that SHA-256: {@code m-} and its first 16 hexadecimal digits. */
    public static String revisionOf(String weightsSha256) {
        return "m-" + weightsSha256.substring(0, REVISION_DIGITS);
    }

    /** The size of the folder's files, without the manifest. */
    public long bytes() {
        long bytes = 0;
        for (ModelFile file : files) {
            bytes += file.bytes();
        }
        return bytes;
    }
}
