package dev.medley.platform.offline;

import dev.medley.platform.dataset.DatasetFolder;
import dev.medley.platform.train.example.Population;
import dev.medley.platform.train.example.Splits;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The options that say which data is read, and which part of it models are judged on. */
final class FolderOptions {
    private static final double HELD_OUT = 0.1;

    private FolderOptions() {}

    /**
     * Reads the folders of {@code --data}; lines that are passed over are told.
     *
     * @throws UsageException if there is none, or one is not a data set
     */
    static FolderPopulation read(Options options, PrintStream err) throws UsageException, IOException {
        List<DatasetFolder> folders = new ArrayList<>();
        if (options.all("data").isEmpty()) {
            throw new UsageException("--data is needed");
        }
        for (String data : options.all("data")) {
            if (!Files.isRegularFile(Path.of(data, DatasetFolder.DECLARATION_FILE))) {
                throw new UsageException("--data '" + data + "' is not a data set: it has no "
                        + DatasetFolder.DECLARATION_FILE + "; ./medley convert makes one from a public data set");
            }
            folders.add(DatasetFolder.open(Path.of(data)));
        }
        FolderPopulation read = FolderPopulation.read(folders);
        for (String rejected : read.rejected()) {
            err.println("passed over: " + rejected);
        }
        return read;
    }

    /** By the data set's own choice where it has one, else by order where there is one, else by chance. */
    static SplitChoice split(Options options, FolderPopulation read, Population population) throws UsageException {
        boolean isOrdered = Splits.isOrdered(population);
        String usual = read.hasValidation() ? SplitChoice.GIVEN : isOrdered ? SplitChoice.ORDER : SplitChoice.RANDOM;
        String kind = options.choice("split", usual, SplitChoice.GIVEN, SplitChoice.RANDOM, SplitChoice.ORDER);
        if (kind.equals(SplitChoice.GIVEN) && !read.hasValidation()) {
            throw new UsageException("--split 'given' is not allowed: the data has no folder "
                    + DatasetFolder.VALIDATION + "; random and order are");
        }
        if (kind.equals(SplitChoice.ORDER) && !isOrdered) {
            throw new UsageException("--split 'order' is not allowed: the data does not say in which order things were"
                    + " done; random is, and given where there is a folder " + DatasetFolder.VALIDATION);
        }
        return new SplitChoice(
                kind,
                options.number("share", HELD_OUT, 0.001, 0.9),
                options.whole("split-seed", 1, Long.MIN_VALUE, Long.MAX_VALUE));
    }
}
