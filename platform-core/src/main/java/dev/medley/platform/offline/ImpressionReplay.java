package dev.medley.platform.offline;

import dev.medley.platform.codec.ImpressionCodec;
import dev.medley.platform.codec.ImpressionCodec.Impression;
import dev.medley.platform.codec.ImpressionCodec.Scored;
import dev.medley.platform.codec.ImpressionCodec.Shown;
import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.score.input.PackedRowsCodec;
import dev.medley.platform.score.input.RequestRows;
import dev.medley.platform.score.packed.ModelParts;
import dev.medley.platform.score.packed.RowPacker;
import dev.medley.spi.id.TaskId;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Scores again what was shown, from the inputs that the impression log kept: by the scorer and the calibration that
 * serve, so with the probabilities that were given. One thread.
 */
final class ImpressionReplay {
    private final ModelParts parts;
    private final String revision;
    private final RowPacker packer;
    private long rows;
    private long others;
    private float greatestDifference;

    /**
     * With that model.
     *
     * @param revision only what this revision has scored is scored again
     */
    ImpressionReplay(ModelParts parts, String revision) {
        this.parts = parts;
        this.revision = revision;
        packer = new RowPacker(parts, parts.statistics());
    }

    /**
     * Replays a file.
     *
     * @param impressions records of the impression log, one a line
     * @param target columns requestId, scenario, surface, item, and one a task
     * @throws UsageException if a line is not a record, naming it
     */
    void replay(Path impressions, Path target) throws IOException, UsageException {
        Path unfinished = target.resolveSibling("." + target.getFileName() + ".unfinished");
        try (BufferedReader in = Files.newBufferedReader(impressions);
                BufferedWriter out = Files.newBufferedWriter(unfinished)) {
            out.write("requestId\tscenario\tsurface\titem");
            for (TaskId task : parts.definition().tasks()) {
                out.write("\t" + task.value());
            }
            out.write('\n');
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (!line.isBlank()) {
                    replay(line, impressions + " line " + number, out);
                }
            }
        }
        Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private void replay(String line, String where, BufferedWriter out) throws IOException, UsageException {
        try {
            Impression impression = ImpressionCodec.decode(line);
            for (Scored scored : impression.scored()) {
                if (scored.model().equals(revision)) {
                    replay(impression, scored, out);
                } else {
                    others += scored.positions().size();
                }
            }
        } catch (InvalidInputException e) {
            throw new UsageException(where + ": " + e.problems().getFirst());
        } catch (IllegalArgumentException e) {
            throw new UsageException(where + ": " + e.getMessage());
        }
    }

    private void replay(Impression impression, Scored scored, BufferedWriter out) throws IOException {
        RequestRows inputs = PackedRowsCodec.decode(scored.inputs());
        List<Integer> positions = scored.positions();
        if (positions.size() != inputs.count()) {
            throw new IllegalArgumentException(
                    "positions: " + positions.size() + " given for " + inputs.count() + " packed rows");
        }
        float[][] probabilities = packer.score(inputs);
        for (int row = 0; row < inputs.count(); row++) {
            Shown shown = impression.items().get(positions.get(row));
            out.write(impression.requestId() + "\t" + scored.scenario() + "\t"
                    + shown.item().surface() + "\t" + shown.item().key());
            for (int task = 0; task < probabilities.length; task++) {
                out.write("\t" + probabilities[task][row]);
                Float given = shown.tasks().get(parts.definition().tasks().get(task));
                if (given != null) {
                    greatestDifference = Math.max(greatestDifference, Math.abs(given - probabilities[task][row]));
                }
            }
            out.write('\n');
            rows++;
        }
    }

    /** Rows that were scored. */
    long rows() {
        return rows;
    }

    /** Rows that another model had scored. */
    long others() {
        return others;
    }

    /** The greatest difference between what the answers gave and what was computed now. */
    float greatestDifference() {
        return greatestDifference;
    }
}
