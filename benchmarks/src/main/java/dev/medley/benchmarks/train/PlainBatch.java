package dev.medley.benchmarks.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.medley.platform.score.core.NetworkShape;
import dev.medley.platform.score.core.Recency;
import dev.medley.platform.score.core.StatisticEncoding;
import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.score.input.InputField;
import dev.medley.platform.train.example.Examples;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Builds the inputs of a batch the way one does at first: an array for each input, made anew for each batch, keys looked
 * up row by row and padded to the longest. One thread.
 */
final class PlainBatch {
    /** Keys of one interaction: item, category, action, surface, recency. */
    static final int EVENT_KEYS = 5;

    private static final int FIELDS = InputField.ALL.size();
    /** Float32 numbers of the counts of long histories in a batch, at most: a gigabyte. */
    private static final long MOST_COUNTS = 1L << 28;

    private final NetworkShape shape;
    private final PlainKeys keys;
    private final Examples examples;
    private final StatisticEncoding encoding;

    /** @throws IllegalArgumentException if a batch of so many rows would not fit into the memory */
    PlainBatch(NetworkShape shape, PlainKeys keys, Examples examples, int batch) {
        this.shape = shape;
        this.keys = keys;
        this.examples = examples;
        if ((long) batch * keys.historyRows() > MOST_COUNTS) {
            throw new IllegalArgumentException("keys of histories: " + keys.historyRows()
                    + " are too many for the plain loop; at most " + MOST_COUNTS / batch + " are possible");
        }
        encoding = StatisticEncoding.of(examples.statistics(), examples.width());
    }

    /**
     * Places of the arrays that {@link #inputs} gives.
     *
     * <ul>
     *   <li>{@link #FIELD_KEYS} rows of the table, (B, fields, K) where K is the most keys of a field
     *   <li>{@link #FIELD_SHARES} what each counts in its field's mean, (B, fields, K, 1)
     *   <li>{@link #STATISTICS} encoded, (B, columns)
     *   <li>{@link #DOMAINS} one-hot, (B, domains)
     *   <li>{@link #EVENTS} rows of the newest interactions, (B, E, 5)
     *   <li>{@link #EVENT_MASK} 1 where there is one, (B, E, 1)
     *   <li>{@link #LONG_HISTORY} what each row of the table counts in the long history's mean, (B, history rows)
     * </ul>
     */
    static final int FIELD_KEYS = 0;

    static final int FIELD_SHARES = 1;
    static final int STATISTICS = 2;
    static final int DOMAINS = 3;
    static final int EVENTS = 4;
    static final int EVENT_MASK = 5;
    static final int LONG_HISTORY = 6;

    /** The inputs of rows {@code from .. to} of an order; the last three are missing where there are no histories. */
    NDList inputs(NDManager space, int[] order, int from, int to) {
        NDList inputs = new NDList();
        addFields(space, order, from, to, inputs);
        int rows = to - from;
        float[] statistics = new float[rows * shape.columns()];
        float[] domains = new float[rows * shape.domains()];
        for (int row = 0; row < rows; row++) {
            int example = order[from + row];
            encoding.encode(examples.statistics(), example * shape.width(), statistics, row * shape.columns());
            domains[row * shape.domains() + examples.domain()[example]] = 1;
        }
        inputs.add(floats(space, statistics, rows, shape.columns()));
        inputs.add(floats(space, domains, rows, shape.domains()));
        if (shape.shortEvents() > 0) {
            addEvents(space, order, from, to, inputs);
            addLongHistory(space, order, from, to, inputs);
        }
        return inputs;
    }

    private void addFields(NDManager space, int[] order, int from, int to, NDList inputs) {
        int most = 1;
        for (int at = from; at < to; at++) {
            most = Math.max(most, mostOfAField(requestKeys(order[at])));
            most = Math.max(most, mostOfAField(itemKeys(order[at])));
        }
        int rows = to - from;
        int[] fieldKeys = new int[rows * FIELDS * most];
        float[] shares = new float[fieldKeys.length];
        for (int row = 0; row < rows; row++) {
            place(requestKeys(order[from + row]), row, most, fieldKeys, shares);
            place(itemKeys(order[from + row]), row, most, fieldKeys, shares);
        }
        inputs.add(ints(space, fieldKeys, rows, FIELDS, most));
        inputs.add(floats(space, shares, rows, FIELDS, most, 1));
    }

    private FieldKeys requestKeys(int example) {
        return examples.requests().get(examples.request()[example]).keys();
    }

    private FieldKeys itemKeys(int example) {
        return examples.items().get(examples.item()[example]).keys();
    }

    private static int mostOfAField(FieldKeys all) {
        int most = 0;
        int same = 0;
        for (int i = 0; i < all.count(); i++) {
            same = i > 0 && all.fields()[i] == all.fields()[i - 1] ? same + 1 : 1;
            most = Math.max(most, same);
        }
        return most;
    }

    private void place(FieldKeys all, int row, int most, int[] fieldKeys, float[] shares) {
        int[] counts = new int[FIELDS];
        for (int i = 0; i < all.count(); i++) {
            int known = keys.row(all.keys()[i]);
            if (known > 0) {
                int field = all.fields()[i];
                fieldKeys[(row * FIELDS + field) * most + counts[field]++] = known;
            }
        }
        for (int field = 0; field < FIELDS; field++) {
            for (int i = 0; i < counts[field]; i++) {
                shares[(row * FIELDS + field) * most + i] = 1f / counts[field];
            }
        }
    }

    private void addEvents(NDManager space, int[] order, int from, int to, NDList inputs) {
        int rows = to - from;
        int longest = shape.shortEvents();
        int[] events = new int[rows * longest * EVENT_KEYS];
        float[] mask = new float[rows * longest];
        for (int row = 0; row < rows; row++) {
            int example = order[from + row];
            HistoryInput past =
                    examples.requests().get(examples.request()[example]).history();
            long item = examples.items().get(examples.item()[example]).key();
            int end = examples.historyEnd()[example];
            int oldest = Math.max(0, end - 2 * longest);
            int slot = 0;
            for (int i = end - 1; i >= oldest && slot < longest; i--) {
                if (past.items()[i] != item) {
                    int at = (row * longest + slot) * EVENT_KEYS;
                    events[at] = keys.row(past.items()[i]);
                    events[at + 1] = keys.row(past.categories()[i]);
                    events[at + 2] = keys.row(past.actions()[i]);
                    events[at + 3] = keys.row(past.surfaces()[i]);
                    events[at + 4] = keys.recencyRow(Recency.bucket(past, i, end, examples.time()[example]));
                    mask[row * longest + slot++] = 1;
                }
            }
        }
        inputs.add(ints(space, events, rows, longest, EVENT_KEYS));
        inputs.add(floats(space, mask, rows, longest, 1));
    }

    private void addLongHistory(NDManager space, int[] order, int from, int to, NDList inputs) {
        int rows = to - from;
        int width = keys.historyRows();
        float[] shares = new float[rows * width];
        for (int row = 0; row < rows; row++) {
            int example = order[from + row];
            HistoryInput past =
                    examples.requests().get(examples.request()[example]).history();
            long item = examples.items().get(examples.item()[example]).key();
            int end = examples.historyEnd()[example];
            int others = 0;
            for (int i = 0; i < end; i++) {
                if (past.items()[i] != item) {
                    others++;
                    shares[row * width + keys.row(past.items()[i])]++;
                    shares[row * width + keys.row(past.categories()[i])]++;
                    shares[row * width + keys.row(past.actions()[i])]++;
                }
            }
            for (int i = 0; i < width && others > 0; i++) {
                shares[row * width + i] /= others;
            }
            // What has no row counts in the number of interactions, and adds nothing.
            shares[row * width] = 0;
        }
        inputs.add(floats(space, shares, rows, width));
    }

    /**
     * What is to be predicted: for each row and task the label, 1 where it is known, and what is added to the logit
     * because noes were drawn; (B, tasks) each.
     */
    NDList labels(NDManager space, int[] order, int from, int to) {
        int rows = to - from;
        int tasks = shape.tasks();
        float[] labels = new float[rows * tasks];
        float[] known = new float[labels.length];
        float[] shifts = new float[labels.length];
        for (int row = 0; row < rows; row++) {
            int example = order[from + row];
            for (int task = 0; task < tasks; task++) {
                float label = examples.labels()[task][example];
                if (!Float.isNaN(label)) {
                    labels[row * tasks + task] = label;
                    known[row * tasks + task] = 1;
                    shifts[row * tasks + task] = examples.drawnTasks()[task] ? -examples.rateLog()[example] : 0;
                }
            }
        }
        return new NDList(
                floats(space, labels, rows, tasks),
                floats(space, known, rows, tasks),
                floats(space, shifts, rows, tasks));
    }

    private static NDArray floats(NDManager space, float[] numbers, long... dimensions) {
        return space.create(FloatBuffer.wrap(numbers), new Shape(dimensions));
    }

    private static NDArray ints(NDManager space, int[] numbers, long... dimensions) {
        return space.create(IntBuffer.wrap(numbers), new Shape(dimensions));
    }
}
