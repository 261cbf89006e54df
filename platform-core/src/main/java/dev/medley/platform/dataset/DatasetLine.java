package dev.medley.platform.dataset;

import dev.medley.platform.codec.Problem;
import dev.medley.platform.event.LogRecord;
import java.util.List;

/** One line of a data set's file, as the reader judged it. */
public sealed interface DatasetLine {
    /** Its place in the file, from 1. */
    long number();

    /**
     * A line that is of its form.
     *
     * @param number its place in the file, from 1
     * @param json its bytes without the line end; not to be changed
     * @param record what it writes
     */
    record Accepted(long number, byte[] json, LogRecord record) implements DatasetLine {}

    /**
     * A line that is not.
     *
     * @param number its place in the file, from 1
     * @param problems what is wrong with it, at least one
     */
    record Rejected(long number, List<Problem> problems) implements DatasetLine {
        /** Copies the list. */
        public Rejected {
            problems = List.copyOf(problems);
        }
    }
}
