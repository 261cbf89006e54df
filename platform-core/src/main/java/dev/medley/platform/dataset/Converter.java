package dev.medley.platform.dataset;

import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.spi.id.ScenarioId;
import java.io.IOException;
import java.util.List;

/** Turns one public data set, as its publisher ships it, into the format. */
interface Converter {
    /** What the data set says of itself; its name is also what people call the converter. */
    DatasetDeclaration declaration();

    /** Whom the data is for. */
    List<ScenarioId> scenarios();

    /** The files that it reads, all of which must be there. */
    List<String> sourceFiles();

    /**
     * Writes everything that the source gives.
     *
     * @throws IOException if a file cannot be read or written, or lacks a column
     */
    void convert(SourceFolder source, DatasetWriter out) throws IOException;
}
