package dev.medley.platform.train.torch;

import dev.medley.platform.score.core.NetworkShape;
import dev.medley.platform.score.core.NetworkWeights;
import dev.medley.platform.score.core.Recency;
import dev.medley.platform.score.embedding.Accumulator;
import dev.medley.platform.score.embedding.ColumnStep;
import dev.medley.platform.score.embedding.EmbeddingOptions;
import dev.medley.platform.score.embedding.EmbeddingTable;
import dev.medley.platform.score.embedding.FrozenEmbeddings;
import dev.medley.platform.score.embedding.InitialVector;
import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.train.example.Examples;
import java.util.Arrays;
import java.util.List;

/**
 * What a network learns of each key: a row with its embedding, then its factors, then its bias for each task, in the
 * table that serving is frozen from. One thread; to be closed.
 */
final class KeyTable implements AutoCloseable {
    private static final float DEVIATION = 0.05f;
    private static final float FIRST_SUM = 0.1f;
    private static final float TINY = 1e-8f;
    /** Keys that are not admitted yet are counted exactly while they are not more. */
    private static final int PENDING = 1 << 22;
    /** When the keys of weights were seen, and those of examples. */
    private static final long BEFORE = 0;

    private static final long NOW = 1;

    private final EmbeddingTable table;
    private final NetworkShape shape;

    /**
     * An empty one.
     *
     * @param sightings a key has a row once it was seen so often
     * @param seed what new rows are drawn from
     */
    KeyTable(NetworkShape shape, int sightings, long seed) {
        this.shape = shape;
        table = new EmbeddingTable(new EmbeddingOptions(
                shape.embedding() + shape.wide(),
                // Biases begin at 0, for a key that says nothing is to change nothing.
                InitialVector.normal(seed, DEVIATION, shape.embedding() + shape.factors()),
                Accumulator.PER_ELEMENT,
                FIRST_SUM,
                sightings,
                PENDING));
    }

    /** Gives rows to all keys of a network of the same shape, with what it has learnt of them. */
    void take(NetworkWeights weights) {
        float[] vector = new float[table.width()];
        for (long key : weights.embeddings().keys()) {
            Arrays.fill(vector, 0);
            weights.embeddings().addTo(key, vector, 0);
            weights.wide().addTo(key, vector, shape.embedding());
            table.write(table.sight(key, table.options().admitAfter(), BEFORE), vector, 0);
        }
    }

    /**
     * Gives rows to the keys that the examples hold often enough: those of rows are seen once a row, those of histories
     * once an interaction. The recency buckets always have theirs.
     */
    void sight(Examples examples) {
        int[] requests = new int[examples.requests().size()];
        int[] items = new int[examples.items().size()];
        int[] ends = new int[requests.length];
        for (int row = 0; row < examples.count(); row++) {
            int request = examples.request()[row];
            requests[request]++;
            items[examples.item()[row]]++;
            ends[request] = Math.max(ends[request], examples.historyEnd()[row]);
        }
        for (int bucket = 0; bucket < Recency.BUCKETS; bucket++) {
            sight(Recency.key(bucket), table.options().admitAfter());
        }
        for (int request = 0; request < requests.length; request++) {
            sight(examples.requests().get(request).keys(), requests[request]);
            HistoryInput history = examples.requests().get(request).history();
            for (int i = 0; i < ends[request]; i++) {
                sight(history.items()[i], 1);
                sight(history.categories()[i], 1);
                sight(history.surfaces()[i], 1);
                sight(history.actions()[i], 1);
            }
        }
        for (int item = 0; item < items.length; item++) {
            sight(examples.items().get(item).keys(), items[item]);
        }
    }

    private void sight(FieldKeys keys, int times) {
        if (times > 0) {
            for (long key : keys.keys()) {
                sight(key, times);
            }
        }
    }

    private void sight(long key, int times) {
        // 0 stands where there is no key.
        if (key != 0) {
            table.sight(key, times, NOW);
        }
    }

    /** Drops the rows of keys that no examples have named. All row numbers told so far are void. */
    void dropUnused() {
        table.expire(NOW);
    }

    EmbeddingTable table() {
        return table;
    }

    /** The row of a key, negative if it has none. */
    int row(long key) {
        return table.row(key);
    }

    /** Numbers of an embedding. */
    int embedding() {
        return shape.embedding();
    }

    /** Adds {@code factor} × the embedding in a row. */
    void addEmbedding(int row, float factor, float[] sum, int at) {
        table.add(row, 0, shape.embedding(), factor, sum, at);
    }

    /** How a step goes, at that share of the full rates. */
    List<ColumnStep> steps(FitSettings fit, double scale) {
        int factorsAt = shape.embedding();
        int biasesAt = factorsAt + shape.factors();
        float rate = (float) (fit.embeddingRate() * scale);
        ColumnStep embedding = new ColumnStep(0, factorsAt, rate, TINY, (float) fit.embeddingPull());
        if (shape.wide() == 0) {
            return List.of(embedding);
        }
        float wideRate = (float) (fit.wideRate() * scale);
        return List.of(
                embedding,
                new ColumnStep(factorsAt, biasesAt, wideRate, TINY, (float) fit.factorPull()),
                new ColumnStep(biasesAt, table.width(), wideRate, TINY, (float) fit.biasPull()));
    }

    /** The embeddings as they are now. */
    FrozenEmbeddings embeddings() {
        return table.freeze(0, shape.embedding());
    }

    /** The factors and biases as they are now; of width 0 if the shape has none. */
    FrozenEmbeddings wide() {
        return shape.wide() == 0 ? FrozenEmbeddings.none() : table.freeze(shape.embedding(), table.width());
    }

    @Override
    public void close() {
        table.close();
    }
}
