package dev.medley.platform.dataset;

import java.io.IOException;
import java.util.List;

/** The columns of a file of a public data set. */
record SourceColumns(String file, List<String> names) {
    SourceColumns {
        names = List.copyOf(names);
    }

    /** @throws IOException if the file lacks the column: then it is another file than we think */
    int indexOf(String name) throws IOException {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IOException(file + " has no column '" + name + "'; it has " + String.join(", ", names));
        }
        return index;
    }
}
