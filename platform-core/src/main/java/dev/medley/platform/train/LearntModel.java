package dev.medley.platform.train;

import dev.medley.platform.evaluate.EvaluationResult;
import dev.medley.platform.score.packed.ModelParts;
import java.util.ArrayList;
import java.util.List;

/**
 * A model that has been learnt and judged.
 *
 * @param parts the model
 * @param judged how well it did on what was held out; the calibration that it is judged with has not seen the rows it is
 *     judged on
 * @param popularity the same rows, sorted by how many took the item
 * @param rows how many rows it was learnt from
 * @param parents revisions of the models that it was started from
 * @param notes what a reader of the figures must know
 */
public record LearntModel(
        ModelParts parts,
        EvaluationResult judged,
        EvaluationResult popularity,
        long rows,
        List<String> parents,
        List<String> notes) {
    /** The same with one more note. */
    public LearntModel withNote(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new LearntModel(parts, judged, popularity, rows, parents, more);
    }
}
