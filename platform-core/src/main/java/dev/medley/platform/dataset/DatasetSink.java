package dev.medley.platform.dataset;

import dev.medley.platform.world.DatasetDeclaration;
import java.util.List;

/** Where an import writes to. Called from several threads at a time. */
public interface DatasetSink {
    /**
     * Writes what a data set says of itself.
     *
     * @throws ImportFailedException if it was not taken
     */
    void declare(DatasetDeclaration declaration) throws ImportFailedException, InterruptedException;

    /**
     * Writes the lines, in order; returns when they are there to stay.
     *
     * @param lines at least one, all of that file
     * @return those that were refused though this side accepted them, with their numbers in the file
     * @throws ImportFailedException if nobody knows which were taken; writing all of them again is safe
     */
    List<DatasetLine.Rejected> write(DatasetFile file, List<DatasetLine.Accepted> lines)
            throws ImportFailedException, InterruptedException;
}
