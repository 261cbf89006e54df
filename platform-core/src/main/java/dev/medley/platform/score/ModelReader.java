package dev.medley.platform.score;

import java.io.IOException;

/** What makes a model of the bytes of a weights file: one for each runtime. */
@FunctionalInterface
public interface ModelReader {
    /**
     * The model.
     *
     * @throws IOException if the bytes are not a model's, saying what is wrong
     */
    Model read(byte[] weights) throws IOException;
}
