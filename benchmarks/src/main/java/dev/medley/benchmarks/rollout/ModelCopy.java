package dev.medley.benchmarks.rollout;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.medley.platform.score.calibrate.Calibration;
import dev.medley.platform.score.calibrate.PlattCalibration;
import dev.medley.platform.score.calibrate.StackedCalibration;
import dev.medley.platform.score.family.ScorerFamily;
import dev.medley.platform.score.packed.ModelParts;
import dev.medley.platform.score.packed.PartsTensors;
import dev.medley.platform.score.packed.TaskCalibrations;
import dev.medley.platform.score.registry.ModelFile;
import dev.medley.platform.score.registry.ModelManifest;
import dev.medley.platform.score.weights.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A second model for where there is one only: the same but for its calibration, so that it scores everything otherwise. */
final class ModelCopy {
    private static final float SLOPE = 0.9f;
    private static final float SHIFT = -0.1f;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ModelCopy() {}

    /** The revision of the model in a folder. */
    static String revision(Path folder) throws IOException {
        return JSON.readTree(folder.resolve(ModelManifest.FILE).toFile())
                .path("revision")
                .asText();
    }

    /**
     * Writes a changed copy.
     *
     * @param to exists and is empty
     * @return the copy's revision
     * @throws IOException if there is no model in the folder, or the copy cannot be written
     */
    static String write(Path from, Path to) throws IOException {
        Path weights = to.resolve(ModelManifest.WEIGHTS);
        ModelParts parts =
                PartsTensors.read(SafetensorsFile.read(from.resolve(ModelManifest.WEIGHTS)), ScorerFamily::read);
        SafetensorsFile.write(PartsTensors.of(calibratedOtherwise(parts)), weights);
        String revision = ModelManifest.revisionOf(ModelFile.of(weights).sha256());
        ObjectNode manifest =
                (ObjectNode) JSON.readTree(from.resolve(ModelManifest.FILE).toFile());
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.equals(ModelManifest.FILE) && !name.equals(ModelManifest.WEIGHTS)) {
                    Files.copy(file, to.resolve(name));
                }
            }
        }
        ArrayNode listed = JSON.createArrayNode();
        for (var entry : manifest.path("files")) {
            ModelFile file = ModelFile.of(to.resolve(entry.path("name").asText()));
            listed.addObject()
                    .put("name", file.name())
                    .put("bytes", file.bytes())
                    .put("sha256", file.sha256());
        }
        manifest.set("files", listed);
        manifest.putArray("parents").add(manifest.path("revision").asText());
        manifest.put("revision", revision);
        manifest.withArray("notes").add("a copy that is calibrated otherwise, to try a roll-out with");
        JSON.writerWithDefaultPrettyPrinter()
                .writeValue(to.resolve(ModelManifest.FILE).toFile(), manifest);
        return revision;
    }

    private static ModelParts calibratedOtherwise(ModelParts parts) {
        int tasks = parts.definition().tasks().size();
        Calibration[][] other = new Calibration[parts.calibrations().domains()][tasks];
        for (int domain = 0; domain < other.length; domain++) {
            for (int task = 0; task < tasks; task++) {
                other[domain][task] = otherwise(parts.calibrations().of(domain, task));
            }
        }
        return new ModelParts(
                parts.kind(),
                parts.definition(),
                parts.scorer(),
                parts.statistics(),
                parts.frequencies(),
                parts.factors(),
                new TaskCalibrations(other));
    }

    /** A line alone, for on a step of knots two lines may meet. */
    private static Calibration otherwise(Calibration calibration) {
        return switch (calibration) {
            case PlattCalibration line -> new PlattCalibration(line.slope() * SLOPE, line.shift() + SHIFT);
            case StackedCalibration stacked -> otherwise(stacked.line());
            default -> new PlattCalibration(SLOPE, SHIFT);
        };
    }
}
