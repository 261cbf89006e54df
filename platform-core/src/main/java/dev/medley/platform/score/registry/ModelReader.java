package dev.medley.platform.score.registry;

import dev.medley.platform.score.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** What makes a model of a folder: one for each runtime, or one that knows several. Any thread. */
public interface ModelReader {
    /** The kinds that it reads, in the order to name them in. */
    Set<String> kinds();

    /**
     * The fingerprint of the feature definitions that this code gives to models of that kind. A model that was trained
     * with others would read numbers that mean something else.
     *
     * @param kind one of {@link #kinds}
     */
    String inputs(String kind);

    /**
     * The model. May map files of the folder: they are not changed, and stay readable when the folder is deleted.
     *
     * @param folder holds exactly what the manifest lists, sizes and hashes checked
     * @param manifest its {@code kind} and {@code inputs} are this reader's
     * @throws ModelRefusedException if the content is not that of such a model, with every reason
     * @throws IOException if it cannot be read, saying why
     */
    Model read(Path folder, ModelManifest manifest) throws IOException;
}
