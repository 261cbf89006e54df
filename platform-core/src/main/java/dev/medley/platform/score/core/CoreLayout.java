package dev.medley.platform.score.core;

import dev.medley.platform.score.input.InputField;

/**
 * The dense weights of the ranking core.
 *
 * <p>Eight tokens of one width go through two RankMixer blocks (<a href="https://arxiv.org/abs/2507.15551">Zhu et al.
 * 2025</a>, sections 3.2-3.3): tokens swap parts, then each has a feed-forward net of its own.
 */
public final class CoreLayout {
    /** User, context, item, content, statistics, crosses, short history, long history. */
    public static final int TOKENS = 8;

    /** Layers of target attention over the short history. */
    public static final int ATTENTION_LAYERS = 2;

    /** Heads of each. */
    public static final int ATTENTION_HEADS = TargetAttention.HEADS;

    /** RankMixer blocks. */
    public static final int BLOCKS = 2;

    /** A token's feed-forward net is so many times as wide as the token. */
    public static final int EXPANSION = 2;

    /** Width of the hidden layer over the statistics. */
    public static final int STATISTICS_HIDDEN = 32;

    static final int FIELDS = InputField.ALL.size();

    private CoreLayout() {}

    /** The weights of a core of that shape. */
    public static ParameterLayout of(NetworkShape shape) {
        int d = shape.embedding();
        int tasks = shape.tasks();
        int hidden = shape.hidden() * tasks;
        ParameterLayout.Builder layout = new ParameterLayout.Builder()
                .add("fields.weight", FIELDS, d, d)
                .add("tokens.bias", TOKENS, 1, d)
                .addByDomain("domains.embedding", shape.domains(), d)
                .add("statistics.in.weight", shape.columns(), STATISTICS_HIDDEN);
        if (shape.width() > 0) {
            layout.add("statistics.in.bias", STATISTICS_HIDDEN)
                    .add("statistics.out.weight", STATISTICS_HIDDEN, d)
                    .add("statistics.wide", shape.columns(), tasks);
        }
        layout.add("crosses.weight", d, d);
        if (shape.shortEvents() > 0) {
            for (int layer = 0; layer < ATTENTION_LAYERS; layer++) {
                layout.add("attention." + layer + ".query", d, ATTENTION_HEADS * d)
                        .add("attention." + layer + ".out", ATTENTION_HEADS * d, d);
            }
            layout.add("history.weight", d, d);
        }
        layout.addByDomain("domains.gate", shape.domains(), TOKENS * d);
        for (int block = 0; block < BLOCKS; block++) {
            String name = "blocks." + block + ".";
            layout.add(name + "mix.gain", d)
                    .add(name + "mix.shift", d)
                    .add(name + "in.weight", TOKENS, d, EXPANSION * d)
                    .add(name + "in.bias", TOKENS, 1, EXPANSION * d)
                    .add(name + "out.weight", TOKENS, EXPANSION * d, d)
                    .add(name + "out.bias", TOKENS, 1, d)
                    .add(name + "net.gain", d)
                    .add(name + "net.shift", d);
        }
        return layout.add("heads.weight", TOKENS * d, hidden)
                .add("heads.bias", hidden)
                .addByDomain("heads.domain_gate", shape.domains(), hidden)
                .add("heads.user_gate", d, hidden)
                .add("heads.out", tasks, shape.hidden())
                .add("factors.weight", shape.factors(), tasks)
                .add("tasks.bias", tasks)
                .build();
    }
}
