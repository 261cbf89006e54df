package dev.medley.platform.offline;

import dev.medley.platform.score.ScorerReader;
import dev.medley.platform.score.packed.ModelParts;
import dev.medley.platform.score.packed.PartsTensors;
import dev.medley.platform.score.registry.ModelFile;
import dev.medley.platform.score.registry.ModelManifest;
import dev.medley.platform.score.weights.SafetensorsFile;
import dev.medley.platform.train.example.Population;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A model's folder as {@code train} writes it and {@code score} and {@code evaluate} read it. */
final class ModelFiles {
    static final String WEIGHTS = "weights.safetensors";
    static final String POPULATION = "population.safetensors";
    static final String SPLIT = "split";

    private ModelFiles() {}

    /** Reads the model. */
    static ModelParts readParts(Path folder, ScorerReader reader) throws IOException, UsageException {
        return PartsTensors.read(SafetensorsFile.read(existing(folder, WEIGHTS)), reader);
    }

    /** Reads what it was learnt from. */
    static Population readPopulation(Path folder) throws IOException, UsageException {
        return PopulationTensors.read(SafetensorsFile.read(existing(folder, POPULATION)));
    }

    /** The model's revision: what its weights are named by. */
    static String revision(Path folder) throws IOException, UsageException {
        return ModelManifest.revisionOf(ModelFile.of(existing(folder, WEIGHTS)).sha256());
    }

    /** How what it was judged on had been held out: what it must be judged on again. */
    static SplitChoice readSplit(Path folder) throws IOException, UsageException {
        String split =
                SafetensorsFile.read(existing(folder, POPULATION)).metadata().get(SPLIT);
        if (split == null) {
            throw new UsageException("'" + folder + "' does not say how its data was split; ./medley train says it");
        }
        return SplitChoice.parse(split);
    }

    private static Path existing(Path folder, String file) throws UsageException {
        Path path = folder.resolve(file);
        if (!Files.isRegularFile(path)) {
            throw new UsageException(
                    "'" + folder + "' is not a model: it has no " + file + "; ./medley train makes one");
        }
        return path;
    }
}
