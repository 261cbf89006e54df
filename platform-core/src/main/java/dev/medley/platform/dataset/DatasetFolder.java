package dev.medley.platform.dataset;

import dev.medley.platform.codec.DatasetCodec;
import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.codec.StrictYaml;
import dev.medley.platform.world.DatasetDeclaration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A data set as a folder: {@code dataset.yaml} and those of the {@link DatasetFile}s that it has.
 *
 * @param path the folder
 * @param declaration what {@code dataset.yaml} says
 * @param files the files that are there, in the order of import
 */
public record DatasetFolder(Path path, DatasetDeclaration declaration, List<DatasetFile> files) {
    /** The file that makes a folder a data set. */
    public static final String DECLARATION_FILE = "dataset.yaml";

    /**
     * The folder within, with files of the same names, whose lines are not imported and not learnt from: models are
     * judged on them.
     */
    public static final String VALIDATION = "validation";

    /** Copies the list. */
    public DatasetFolder {
        files = List.copyOf(files);
    }

    /**
     * Reads {@code dataset.yaml} and looks what else is there.
     *
     * @throws InvalidInputException with everything that is wrong with {@code dataset.yaml}
     * @throws NoSuchFileException if the folder has none
     * @throws IOException if it cannot be read
     */
    public static DatasetFolder open(Path path) throws IOException {
        Path yaml = path.resolve(DECLARATION_FILE);
        byte[] bytes;
        // Nobody's memory must depend on what stands in a file of that name.
        try (var in = Files.newInputStream(yaml)) {
            bytes = in.readNBytes(StrictYaml.MAX_LENGTH + 1);
        }
        DatasetDeclaration declaration = DatasetCodec.decode(StrictYaml.parse(bytes));
        List<DatasetFile> files = new ArrayList<>();
        for (DatasetFile file : DatasetFile.values()) {
            if (Files.exists(path.resolve(file.fileName()))) {
                files.add(file);
            }
        }
        return new DatasetFolder(path, declaration, files);
    }

    /**
     * The lines of one of its files; to be closed.
     *
     * @throws IOException if it cannot be read
     */
    public DatasetLines read(DatasetFile file) throws IOException {
        return new DatasetLines(file, Files.newInputStream(path.resolve(file.fileName())));
    }

    /**
     * As {@link #read}, of the lines that models are judged on; empty if the data set has none of that file.
     *
     * @throws IOException if it cannot be read
     */
    public Optional<DatasetLines> readValidation(DatasetFile file) throws IOException {
        Path there = path.resolve(VALIDATION).resolve(file.fileName());
        return Files.exists(there)
                ? Optional.of(new DatasetLines(file, Files.newInputStream(there)))
                : Optional.empty();
    }
}
