package dev.medley.platform.train;

import dev.medley.platform.score.TaskFigures;
import java.util.List;
import java.util.Optional;

/**
 * What serves, and what is being learnt.
 *
 * @param active revision of the model that serves; {@code heuristic-1} if none was learnt
 * @param previous revision of the learnt model before it
 * @param training where the training stands
 * @param figures how well the active model did on its hold-out; empty for the heuristic
 * @param notes what a reader of the figures must know
 * @param refusals models that were refused at start, with the reasons
 */
public record ModelStatus(
        String active,
        Optional<String> previous,
        TrainingStatus training,
        List<TaskFigures> figures,
        List<String> notes,
        List<String> refusals) {}
