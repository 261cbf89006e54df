package dev.medley.platform.score;

import java.util.List;

/**
 * What stands beside a model's weights.
 *
 * @param revision the model's
 * @param weightsSha256 of the weights file, in hexadecimal
 * @param kind the runtime, such as {@code logistic}
 * @param seed what chance was drawn from
 * @param trainedAt the log's time of the world that it learnt from, ISO-8601
 * @param figures how well it did on the hold-out
 * @param notes what a reader of the figures must know, such as examples left out
 */
public record ModelManifest(
        String revision,
        String weightsSha256,
        String kind,
        long seed,
        String trainedAt,
        List<TaskFigures> figures,
        List<String> notes) {
    /** Copies the lists. */
    public ModelManifest {
        figures = List.copyOf(figures);
        notes = List.copyOf(notes);
    }
}
