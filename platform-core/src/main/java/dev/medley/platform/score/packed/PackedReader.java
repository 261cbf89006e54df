package dev.medley.platform.score.packed;

import dev.medley.platform.score.Model;
import dev.medley.platform.score.family.ScorerFamily;
import dev.medley.platform.score.registry.ModelManifest;
import dev.medley.platform.score.registry.ModelReader;
import dev.medley.platform.score.weights.SafetensorsFile;
import dev.medley.platform.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** Reads models of every kind that serves, for that world. */
public final class PackedReader implements ModelReader {
    private final World world;

    /** For models that read histories and live counts from that world. */
    public PackedReader(World world) {
        this.world = world;
    }

    @Override
    public Set<String> kinds() {
        return ScorerFamily.kinds();
    }

    @Override
    public String inputs(String kind) {
        return InputDefinition.VERSION;
    }

    @Override
    public Model read(Path folder, ModelManifest manifest) throws IOException {
        ModelParts parts =
                PartsTensors.read(SafetensorsFile.read(folder.resolve(ModelManifest.WEIGHTS)), ScorerFamily::read);
        return new PackedModel(manifest.revision(), parts, world);
    }
}
