package dev.medley.platform.score.core;

import dev.medley.platform.evaluate.Cost;
import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.input.InputField;
import dev.medley.platform.score.input.RequestRows;
import dev.medley.platform.score.weights.Tensors;
import java.util.Arrays;

/**
 * The shared ranking core: kind {@code core}. Eight tokens from all that is known of a row, gated by domain, through
 * RankMixer blocks (<a href="https://arxiv.org/abs/2507.15551">arXiv 2507.15551</a>) into a small net for each task,
 * gated by domain and user (PEPNet, <a href="https://arxiv.org/abs/2302.01115">arXiv 2302.01115</a>); beside it, to each
 * task's logit, a linear term of the statistics, biases of all keys and a dot product of user and item.
 */
public final class CoreScorer implements Scorer {
    private static final int TOKENS = CoreLayout.TOKENS;
    private static final int REQUEST_FIELDS = InputField.REQUEST_FIELDS;
    private static final int ITEM_FIELDS = InputBlock.ITEM_FIELDS;
    private static final int CATEGORY = InputField.CATEGORY.ordinal() - REQUEST_FIELDS;
    private static final int QUERY = InputField.QUERY_WORD.ordinal();

    private final NetworkWeights weights;
    private final NetworkShape shape;
    private final float[] dense;
    private final int d;
    private final int tasks;
    private final int hidden;
    private final int attentions;
    private final Places at;
    /** For each domain the gates of the tokens. */
    private final float[][] tokenGates;

    /** @throws IllegalArgumentException if the weights are not those of a core */
    public CoreScorer(NetworkWeights weights) {
        ParameterLayout layout = CoreLayout.of(weights.shape());
        weights.require(layout);
        this.weights = weights;
        shape = weights.shape();
        dense = weights.dense();
        d = shape.embedding();
        tasks = shape.tasks();
        hidden = shape.hidden() * tasks;
        attentions = shape.shortEvents() > 0 ? CoreLayout.ATTENTION_LAYERS : 0;
        at = new Places(layout);
        tokenGates = new float[shape.domains()][];
        for (int domain = 0; domain < tokenGates.length; domain++) {
            int from = at.domainGate + domain * TOKENS * d;
            tokenGates[domain] = Arrays.copyOfRange(dense, from, from + TOKENS * d);
            Dense.gates(tokenGates[domain], 0, TOKENS * d);
        }
    }

    /**
     * The core that {@link #tensors} wrote.
     *
     * @throws IllegalArgumentException if a tensor is missing, or is not of the shape that is expected
     */
    public static CoreScorer of(Tensors tensors) {
        return new CoreScorer(NetworkWeights.of(tensors, CoreLayout::of));
    }

    /** Where the matrices stand. */
    private static final class Places {
        final int fields;
        final int tokens;
        final int domain;
        final int statisticsIn;
        final int statisticsInBias;
        final int statisticsOut;
        final int statisticsWide;
        final int crosses;
        final int[] query = new int[CoreLayout.ATTENTION_LAYERS];
        final int[] out = new int[CoreLayout.ATTENTION_LAYERS];
        final int history;
        final int domainGate;
        final int[][] block = new int[CoreLayout.BLOCKS][];
        final int heads;
        final int headsBias;
        final int headsDomain;
        final int headsUser;
        final int headsOut;
        final int factors;
        final int bias;

        Places(ParameterLayout layout) {
            fields = layout.from("fields.weight");
            tokens = layout.from("tokens.bias");
            domain = layout.from("domains.embedding");
            statisticsIn = layout.from("statistics.in.weight");
            statisticsInBias = layout.from("statistics.in.bias");
            statisticsOut = layout.from("statistics.out.weight");
            statisticsWide = layout.from("statistics.wide");
            crosses = layout.from("crosses.weight");
            for (int layer = 0; layer < query.length; layer++) {
                query[layer] = layout.from("attention." + layer + ".query");
                out[layer] = layout.from("attention." + layer + ".out");
            }
            history = layout.from("history.weight");
            domainGate = layout.from("domains.gate");
            for (int i = 0; i < block.length; i++) {
                String name = "blocks." + i + ".";
                block[i] = new int[] {
                    layout.from(name + "mix.gain"),
                    layout.from(name + "mix.shift"),
                    layout.from(name + "in.weight"),
                    layout.from(name + "in.bias"),
                    layout.from(name + "out.weight"),
                    layout.from(name + "out.bias"),
                    layout.from(name + "net.gain"),
                    layout.from(name + "net.shift")
                };
            }
            heads = layout.from("heads.weight");
            headsBias = layout.from("heads.bias");
            headsDomain = layout.from("heads.domain_gate");
            headsUser = layout.from("heads.user_gate");
            headsOut = layout.from("heads.out");
            factors = layout.from("factors.weight");
            bias = layout.from("tasks.bias");
        }
    }

    /** What is the same for all rows of a call. */
    private final class Request {
        final float[] pooled = new float[REQUEST_FIELDS * d];
        /** The user's token and the part of the context's that the words make. */
        final float[] tokens = new float[2 * d];
        /** Sums of the fields' embeddings and of their squares. */
        final float[] crosses = new float[2 * d];

        final float[] wide;
        final HistoryVectors history;
        final TargetAttention attention;
        final float[] userGate = new float[hidden];
        final float[][] headGates = new float[shape.domains()][];

        Request(RequestRows rows, int capacity) {
            FieldPool.each(rows.request().keys(), weights.embeddings(), 0, REQUEST_FIELDS, pooled);
            for (int field = 0; field < REQUEST_FIELDS; field++) {
                int token = field == QUERY ? d : 0;
                Dense.multiplyAdd(pooled, field * d, d, dense, at.fields + field * d * d, d, tokens, token);
            }
            for (int i = 0; i < pooled.length; i++) {
                crosses[i % d] += pooled[i];
                crosses[d + i % d] += pooled[i] * pooled[i];
            }
            Dense.add(dense, at.tokens, tokens, 0, 2 * d);
            wide = new float[shape.wide()];
            FieldPool.sum(rows.request().keys(), weights.wide(), 0, REQUEST_FIELDS, wide);
            history = attentions == 0 ? null : HistoryVectors.of(rows, shape.shortEvents(), weights.embeddings());
            attention = attentions == 0 ? null : new TargetAttention(d, shape.shortEvents(), history, capacity);
            Dense.multiplyAdd(tokens, 0, d, dense, at.headsUser, hidden, userGate, 0);
        }

        float[] headGates(int domain) {
            float[] gates = headGates[domain];
            if (gates == null) {
                gates = userGate.clone();
                Dense.add(dense, at.headsDomain + domain * hidden, gates, 0, hidden);
                Dense.gates(gates, 0, hidden);
                headGates[domain] = gates;
            }
            return gates;
        }
    }

    /** Arrays that are written over block by block, {@code [feature][row]} (see {@link DenseBlock}). */
    private final class Scratch {
        final float[][] tokens;
        final float[][] inner;
        final float[][] statisticsHidden;
        /** Sums of the fields' embeddings and of their squares. */
        final float[][] crosses;

        final float[][] target;
        final float[][] mean;
        final float[][] heads;
        final float[][] logits;
        final float[] deviation;
        final float[] scale;

        Scratch(InputBlock block) {
            tokens = block.features(TOKENS * d);
            inner = block.features(CoreLayout.EXPANSION * d);
            statisticsHidden = block.features(CoreLayout.STATISTICS_HIDDEN);
            crosses = block.features(2 * d);
            target = block.features(d);
            mean = block.features(d);
            heads = block.features(hidden);
            logits = block.features(tasks);
            deviation = new float[block.capacity()];
            scale = new float[block.capacity()];
        }
    }

    @Override
    public void score(RequestRows rows, float[][] probabilities) {
        InputBlock block = new InputBlock(weights, rows);
        Request request = new Request(rows, block.capacity());
        Scratch scratch = new Scratch(block);
        while (block.next()) {
            tokens(request, block, scratch);
            for (int row = 0; row < block.count; ) {
                int end = block.endOfDomain(row);
                DenseBlock.scale(tokenGates[block.domain(row)], 0, scratch.tokens, 0, TOKENS * d, row, end);
                row = end;
            }
            for (int i = 0; i < CoreLayout.BLOCKS; i++) {
                mix(at.block[i], block.count, scratch);
            }
            heads(request, block, scratch);
            wide(request, block, scratch.logits);
            block.write(scratch.logits, probabilities);
        }
    }

    private void tokens(Request request, InputBlock block, Scratch scratch) {
        int rows = block.count;
        float[][] tokens = scratch.tokens;
        DenseBlock.fill(request.tokens, 0, tokens, 0, 2 * d, rows);
        for (int row = 0; row < rows; ) {
            int end = block.endOfDomain(row);
            DenseBlock.add(dense, at.domain + block.domain(row) * d, tokens, d, d, row, end);
            row = end;
        }
        DenseBlock.fill(dense, at.tokens + 2 * d, tokens, 2 * d, 6 * d, rows);
        for (int field = 0; field < ITEM_FIELDS; field++) {
            int matrix = at.fields + (REQUEST_FIELDS + field) * d * d;
            DenseBlock.multiplyAdd(
                    block.pooled, field * d, d, dense, matrix, d, tokens, field == 0 ? 2 * d : 3 * d, rows);
        }
        if (shape.width() > 0) {
            float[][] inner = scratch.statisticsHidden;
            DenseBlock.fill(dense, at.statisticsInBias, inner, 0, inner.length, rows);
            DenseBlock.multiplyAdd(
                    block.statistics, 0, shape.columns(), dense, at.statisticsIn, inner.length, inner, 0, rows);
            DenseBlock.rectify(inner, 0, inner.length, rows);
            DenseBlock.multiplyAdd(inner, 0, inner.length, dense, at.statisticsOut, d, tokens, 4 * d, rows);
        }
        crosses(request, block, scratch.crosses);
        DenseBlock.multiplyAdd(scratch.crosses, 0, d, dense, at.crosses, d, tokens, 5 * d, rows);
        if (attentions > 0) {
            histories(request, block, scratch);
        }
    }

    /** Writes to the first {@code d} features what all fields' embeddings are when multiplied with one another. */
    private void crosses(Request request, InputBlock block, float[][] crosses) {
        int rows = block.count;
        DenseBlock.fill(request.crosses, 0, crosses, 0, 2 * d, rows);
        for (int i = 0; i < d; i++) {
            for (int field = 0; field < ITEM_FIELDS; field++) {
                DenseBlock.addWithSquares(block.pooled[field * d + i], crosses[i], crosses[d + i], rows);
            }
            halveDifference(crosses[i], crosses[d + i], rows);
        }
    }

    private static void halveDifference(float[] sum, float[] squares, int rows) {
        for (int r = 0; r < rows; r++) {
            sum[r] = 0.5f * (sum[r] * sum[r] - squares[r]);
        }
    }

    private void histories(Request request, InputBlock block, Scratch scratch) {
        int rows = block.count;
        float[][] target = scratch.target;
        float[][] found = scratch.mean;
        // The same sum as an interaction's key has: like finds like from the first step on.
        DenseBlock.clear(target, 0, d, rows);
        DenseBlock.add(block.pooled, 0, target, 0, d, rows);
        DenseBlock.add(block.pooled, CATEGORY * d, target, 0, d, rows);
        request.attention.take(block);
        for (int layer = 0; layer < attentions; layer++) {
            DenseBlock.clear(found, 0, d, rows);
            request.attention.attend(target, dense, at.query[layer], at.out[layer], found, 0);
            DenseBlock.add(found, 0, scratch.tokens, 6 * d, d, rows);
            DenseBlock.add(found, 0, target, 0, d, rows);
        }
        request.history.means(block, scratch.mean);
        DenseBlock.multiplyAdd(scratch.mean, 0, d, dense, at.history, d, scratch.tokens, 7 * d, rows);
    }

    private void mix(int[] place, int rows, Scratch scratch) {
        float[][] tokens = scratch.tokens;
        int part = d / TOKENS;
        // A token's part goes where that part of that token comes from, so two parts always become the same sum.
        for (int token = 0; token < TOKENS; token++) {
            for (int other = 0; other <= token; other++) {
                for (int i = 0; i < part; i++) {
                    DenseBlock.addToEachOther(
                            tokens[token * d + other * part + i], tokens[other * d + token * part + i], rows);
                }
            }
        }
        int wide = CoreLayout.EXPANSION * d;
        float[][] inner = scratch.inner;
        for (int token = 0; token < TOKENS; token++) {
            int from = token * d;
            DenseBlock.normalise(tokens, from, d, dense, place[0], place[1], rows, scratch.deviation, scratch.scale);
            DenseBlock.fill(dense, place[3] + from * CoreLayout.EXPANSION, inner, 0, wide, rows);
            DenseBlock.multiplyAdd(tokens, from, d, dense, place[2] + token * d * wide, wide, inner, 0, rows);
            DenseBlock.rectify(inner, 0, wide, rows);
            DenseBlock.add(dense, place[5] + from, tokens, from, d, 0, rows);
            DenseBlock.multiplyAdd(inner, 0, wide, dense, place[4] + token * wide * d, d, tokens, from, rows);
            DenseBlock.normalise(tokens, from, d, dense, place[6], place[7], rows, scratch.deviation, scratch.scale);
        }
    }

    private void heads(Request request, InputBlock block, Scratch scratch) {
        int rows = block.count;
        float[][] heads = scratch.heads;
        DenseBlock.fill(dense, at.headsBias, heads, 0, hidden, rows);
        DenseBlock.multiplyAdd(scratch.tokens, 0, TOKENS * d, dense, at.heads, hidden, heads, 0, rows);
        DenseBlock.rectify(heads, 0, hidden, rows);
        for (int row = 0; row < rows; ) {
            int end = block.endOfDomain(row);
            DenseBlock.scale(request.headGates(block.domain(row)), 0, heads, 0, hidden, row, end);
            row = end;
        }
        DenseBlock.fill(dense, at.bias, scratch.logits, 0, tasks, rows);
        int width = shape.hidden();
        for (int task = 0; task < tasks; task++) {
            DenseBlock.multiplyAdd(
                    heads, task * width, width, dense, at.headsOut + task * width, 1, scratch.logits, task, rows);
        }
    }

    private void wide(Request request, InputBlock block, float[][] logits) {
        int rows = block.count;
        DenseBlock.multiplyAdd(block.statistics, 0, shape.columns(), dense, at.statisticsWide, tasks, logits, 0, rows);
        int factors = shape.factors();
        if (factors == 0) {
            return;
        }
        DenseBlock.add(request.wide, factors, logits, 0, tasks, 0, rows);
        DenseBlock.add(block.wide, factors, logits, 0, tasks, rows);
        DenseBlock.scale(request.wide, 0, block.wide, 0, factors, 0, rows);
        DenseBlock.multiplyAdd(block.wide, 0, factors, dense, at.factors, tasks, logits, 0, rows);
    }

    @Override
    public Cost cost() {
        long square = (long) d * d;
        long heads = TargetAttention.HEADS;
        long attention = attentions * (2 * heads * square + 2 * heads * shape.shortEvents() * d);
        long statistics = (long) shape.columns() * (CoreLayout.STATISTICS_HIDDEN + tasks)
                + (shape.width() > 0 ? (long) CoreLayout.STATISTICS_HIDDEN * d : 0);
        long blocks = (long) CoreLayout.BLOCKS * TOKENS * 2 * CoreLayout.EXPANSION * square;
        long pair = attention
                + statistics
                + square
                + (attentions > 0 ? square : 0)
                + blocks
                + (long) TOKENS * d * (1 + hidden)
                + 2L * hidden
                + (long) shape.factors() * (1 + tasks);
        long request = REQUEST_FIELDS * square + (long) d * hidden;
        return new Cost(request, ITEM_FIELDS * square, pair);
    }

    @Override
    public Tensors tensors() {
        return weights.tensors();
    }

    /**
     * The same core with one more domain, the last: its embedding and its gates are zeros, so it is scored as the shared
     * network scores what is of no domain. The others' scores stay the same to the bit.
     */
    public CoreScorer withDomain() {
        NetworkShape more = new NetworkShape(
                d,
                shape.factors(),
                shape.hidden(),
                shape.shortEvents(),
                shape.width(),
                shape.domains() + 1,
                shape.funnelParents());
        ParameterLayout layout = CoreLayout.of(more);
        float[] numbers = new float[layout.size()];
        for (ParameterLayout.Block block : weights.layout().blocks()) {
            // What has a row for each domain has it first: the new row follows the old ones.
            System.arraycopy(dense, block.from(), numbers, layout.from(block.name()), block.count());
        }
        return new CoreScorer(
                new NetworkWeights(more, layout, numbers, weights.embeddings(), weights.wide(), weights.encoding()));
    }

    /** The weights. */
    public NetworkWeights weights() {
        return weights;
    }
}
