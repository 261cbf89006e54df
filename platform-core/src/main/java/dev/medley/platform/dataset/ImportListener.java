package dev.medley.platform.dataset;

import java.time.Duration;

/** Hears how an import goes; called from the importing thread only. */
public interface ImportListener {
    /** The import of one file begins. */
    default void started(DatasetFolder folder, DatasetFile file) {}

    /**
     * So far, now and then.
     *
     * @param share of the file's bytes that are read, 0 to 1
     */
    default void progressed(long accepted, long rejected, double share) {}

    /** The line was rejected, on this side or the other. */
    default void rejected(DatasetFolder folder, DatasetFile file, DatasetLine.Rejected line) {}

    /** The import of one file ended. */
    default void finished(FileReport report) {}

    /**
     * What became of one file.
     *
     * @param dataset the data set's name
     * @param file the file
     * @param accepted lines taken
     * @param rejected lines not taken
     * @param took from the first line read to the last line taken
     */
    record FileReport(String dataset, DatasetFile file, long accepted, long rejected, Duration took) {}
}
