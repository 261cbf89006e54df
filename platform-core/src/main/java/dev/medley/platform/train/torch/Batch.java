package dev.medley.platform.train.torch;

import dev.medley.platform.score.core.CoreLayout;
import dev.medley.platform.score.core.NetworkShape;
import dev.medley.platform.score.core.Recency;
import dev.medley.platform.score.core.StatisticEncoding;
import dev.medley.platform.score.embedding.ColumnStep;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.score.input.InputField;
import dev.medley.platform.train.example.Examples;
import java.util.Arrays;
import java.util.List;

/**
 * The inputs of some rows as flat arrays, gathered from the table, and the way back: gradients of the inputs become
 * gradients of the rows of the table. Arrays are used again from batch to batch. One thread.
 */
final class Batch {
    static final int FIELDS = InputField.ALL.size();

    private final NetworkShape shape;
    private final NamedRows named;
    private final int[] recencyRows = new int[Recency.BUCKETS];
    private final int d;
    private final int w;

    int rows;
    /** Interactions of the longest short history in the batch, and one for the key of zeros that comes first. */
    int events;

    /** By field, row, element. */
    final float[] fields;
    /** Masks over {@link #fields}: 0 or what a number that is seen is multiplied with. */
    private final float[] masks;

    final float[] userFactors;
    final float[] itemFactors;
    final float[] biases;
    final float[] history;
    /** 0, or a large negative number where there is no interaction. */
    final float[] historyMask;

    final float[] means;
    final float[] statistics;
    final float[] domains;
    final float[] tokenMask;

    private final int[] examples;
    private final int[] slots;
    private final byte[] buckets;

    /** @param capacity the most rows that are gathered at once */
    Batch(NetworkShape shape, int capacity, KeyTable keys) {
        this.shape = shape;
        named = new NamedRows(keys.table());
        for (int bucket = 0; bucket < recencyRows.length; bucket++) {
            recencyRows[bucket] = keys.row(Recency.key(bucket));
        }
        d = shape.embedding();
        w = shape.wide();
        fields = new float[FIELDS * capacity * d];
        masks = new float[fields.length];
        userFactors = new float[capacity * shape.factors()];
        itemFactors = new float[userFactors.length];
        biases = new float[capacity * shape.tasks()];
        history = new float[Math.multiplyExact(capacity * (shape.shortEvents() + 1), d)];
        historyMask = new float[capacity * (shape.shortEvents() + 1)];
        means = new float[capacity * d];
        statistics = new float[capacity * shape.columns()];
        domains = new float[capacity * shape.domains()];
        tokenMask = new float[CoreLayout.TOKENS * capacity * d];
        examples = new int[capacity];
        slots = new int[historyMask.length];
        buckets = new byte[historyMask.length];
    }

    /** What is not seen of a batch. */
    record Drops(double field, double element, double domain, double token, Chance chance) {}

    /**
     * Gathers rows.
     *
     * @param order numbers of examples; {@code from} to {@code to} are taken
     * @param drops null to see everything
     */
    void gather(
            IndexedExamples indexed,
            HistorySums sums,
            int[] order,
            int from,
            int to,
            StatisticEncoding encoding,
            Drops drops) {
        rows = to - from;
        System.arraycopy(order, from, examples, 0, rows);
        named.clear();
        gatherFields(indexed, drops);
        gatherDomains(indexed.examples, drops);
        gatherStatistics(indexed.examples, encoding);
        if (shape.shortEvents() > 0) {
            gatherHistory(indexed, sums);
        }
        if (drops != null && drops.token > 0) {
            float kept = (float) (1 / (1 - drops.token));
            for (int i = 0; i < CoreLayout.TOKENS * rows * d; i++) {
                tokenMask[i] = drops.chance.unit() < drops.token ? 0 : kept;
            }
        }
    }

    private void gatherFields(IndexedExamples indexed, Drops drops) {
        Arrays.fill(fields, 0, FIELDS * rows * d, 0);
        Arrays.fill(userFactors, 0, rows * shape.factors(), 0);
        Arrays.fill(itemFactors, 0, rows * shape.factors(), 0);
        Arrays.fill(biases, 0, w == 0 ? 0 : rows * shape.tasks(), 0);
        for (int row = 0; row < rows; row++) {
            int example = examples[row];
            gatherKeys(indexed.requests, indexed.examples.request()[example], row, userFactors);
            gatherKeys(indexed.items, indexed.examples.item()[example], row, itemFactors);
        }
        if (drops == null) {
            return;
        }
        float kept = (float) (1 / (1 - drops.element));
        for (int at = 0; at < FIELDS * rows * d; at += d) {
            boolean whole = drops.chance.unit() < drops.field;
            for (int i = at; i < at + d; i++) {
                float mask = whole || drops.element > 0 && drops.chance.unit() < drops.element ? 0 : kept;
                masks[i] = mask;
                fields[i] *= mask;
            }
        }
    }

    private void gatherKeys(IndexedExamples.Keys keys, int number, int row, float[] factors) {
        int last = keys.from()[number + 1];
        for (int first = keys.from()[number]; first < last; ) {
            byte field = keys.fields()[first];
            int end = first + 1;
            while (end < last && keys.fields()[end] == field) {
                end++;
            }
            float share = 1f / (end - first);
            int at = (field * rows + row) * d;
            for (int k = first; k < end; k++) {
                int base = named.name(keys.rows()[k]) * named.width;
                float[] vectors = named.vectors;
                for (int i = 0; i < d; i++) {
                    fields[at + i] += vectors[base + i];
                }
                if (w > 0) {
                    addWide(base + d, share, row, factors);
                }
            }
            if (end - first > 1) {
                for (int i = 0; i < d; i++) {
                    fields[at + i] *= share;
                }
            }
            first = end;
        }
    }

    private void addWide(int base, float share, int row, float[] factors) {
        float[] vectors = named.vectors;
        int r = shape.factors();
        for (int i = 0; i < r; i++) {
            factors[row * r + i] += share * vectors[base + i];
        }
        int tasks = shape.tasks();
        for (int task = 0; task < tasks; task++) {
            biases[row * tasks + task] += share * vectors[base + r + task];
        }
    }

    private void gatherDomains(Examples all, Drops drops) {
        Arrays.fill(domains, 0, rows * shape.domains(), 0);
        for (int row = 0; row < rows; row++) {
            if (drops == null || drops.chance.unit() >= drops.domain) {
                domains[row * shape.domains() + all.domain()[examples[row]]] = 1;
            }
        }
    }

    private void gatherStatistics(Examples all, StatisticEncoding encoding) {
        for (int row = 0; row < rows; row++) {
            encoding.encode(all.statistics(), examples[row] * shape.width(), statistics, row * shape.columns());
        }
    }

    private void gatherHistory(IndexedExamples indexed, HistorySums sums) {
        Examples all = indexed.examples;
        int stride = shape.shortEvents() + 1;
        events = 1;
        for (int row = 0; row < rows; row++) {
            int example = examples[row];
            int request = all.request()[example];
            HistoryInput past = all.requests().get(request).history();
            long item = all.items().get(all.passedOver()[example]).key();
            int end = all.historyEnd()[example];
            long time = all.time()[example];
            int slot = row * stride + 1;
            int oldest = Math.max(0, end - 2 * shape.shortEvents());
            for (int i = end - 1; i >= oldest && slot < (row + 1) * stride; i--) {
                if (past.items()[i] != item) {
                    buckets[slot] = (byte) Recency.bucket(past, i, end, time);
                    slots[slot++] = indexed.historyFrom[request] + i;
                }
            }
            events = Math.max(events, slot - row * stride);
            Arrays.fill(slots, slot, (row + 1) * stride, -1);
            sums.mean(request, end, item, means, row * d);
        }
        Arrays.fill(history, 0, rows * events * d, 0);
        for (int row = 0; row < rows; row++) {
            historyMask[row * events] = 0;
            for (int i = 1; i < events; i++) {
                int event = slots[row * stride + i];
                historyMask[row * events + i] = event < 0 ? -1e9f : 0;
                if (event >= 0) {
                    int at = (row * events + i) * d;
                    addEvent(indexed.eventItem[event], at);
                    addEvent(indexed.eventCategory[event], at);
                    addEvent(indexed.eventAction[event], at);
                    addEvent(indexed.eventSurface[event], at);
                    addEvent(recencyRows[buckets[row * stride + i]], at);
                }
            }
        }
    }

    private void addEvent(int tableRow, int at) {
        if (tableRow >= 0) {
            int base = named.name(tableRow) * named.width;
            float[] vectors = named.vectors;
            for (int i = 0; i < d; i++) {
                history[at + i] += vectors[base + i];
            }
        }
    }

    /** What the inputs' gradients are; those that a network has no use for are null. */
    record Gradients(float[] fields, float[] userFactors, float[] itemFactors, float[] biases, float[] history) {}

    /**
     * Takes a step of the table.
     *
     * @param gradients of the inputs that were gathered last
     * @param steps of the table's columns
     */
    void learn(IndexedExamples indexed, Gradients gradients, List<ColumnStep> steps) {
        named.rewind();
        for (int row = 0; row < rows; row++) {
            int example = examples[row];
            scatterKeys(indexed.requests, indexed.examples.request()[example], row, gradients, gradients.userFactors);
            scatterKeys(indexed.items, indexed.examples.item()[example], row, gradients, gradients.itemFactors);
        }
        if (gradients.history != null) {
            scatterHistory(indexed, gradients.history);
        }
        named.learn(steps);
    }

    private void scatterKeys(
            IndexedExamples.Keys keys, int number, int row, Gradients gradients, float[] factorGradients) {
        int last = keys.from()[number + 1];
        for (int first = keys.from()[number]; first < last; ) {
            byte field = keys.fields()[first];
            int end = first + 1;
            while (end < last && keys.fields()[end] == field) {
                end++;
            }
            float share = 1f / (end - first);
            int at = (field * rows + row) * d;
            for (int k = first; k < end; k++) {
                int place = named.again();
                named.times[place]++;
                int to = place * named.width;
                float[] sums = named.gradients;
                for (int i = 0; i < d; i++) {
                    sums[to + i] += share * masks[at + i] * gradients.fields[at + i];
                }
                if (w > 0) {
                    scatterWide(to + d, share, row, gradients, factorGradients);
                }
            }
            first = end;
        }
    }

    private void scatterWide(int to, float share, int row, Gradients gradients, float[] factorGradients) {
        float[] sums = named.gradients;
        int r = shape.factors();
        for (int i = 0; i < r; i++) {
            sums[to + i] += share * factorGradients[row * r + i];
        }
        int tasks = shape.tasks();
        for (int task = 0; task < tasks; task++) {
            sums[to + r + task] += share * gradients.biases[row * tasks + task];
        }
    }

    private void scatterHistory(IndexedExamples indexed, float[] gradients) {
        int stride = shape.shortEvents() + 1;
        for (int row = 0; row < rows; row++) {
            for (int i = 1; i < events; i++) {
                int event = slots[row * stride + i];
                if (event < 0) {
                    break;
                }
                int at = (row * events + i) * d;
                scatterEvent(indexed.eventItem[event], gradients, at);
                scatterEvent(indexed.eventCategory[event], gradients, at);
                scatterEvent(indexed.eventAction[event], gradients, at);
                scatterEvent(indexed.eventSurface[event], gradients, at);
                scatterEvent(recencyRows[buckets[row * stride + i]], gradients, at);
            }
        }
    }

    private void scatterEvent(int tableRow, float[] gradients, int at) {
        if (tableRow >= 0) {
            int to = named.again() * named.width;
            float[] sums = named.gradients;
            for (int i = 0; i < d; i++) {
                sums[to + i] += gradients[at + i];
            }
        }
    }

    /** The numbers of the examples in the batch; the first {@link #rows} count. */
    int[] examples() {
        return examples;
    }
}
