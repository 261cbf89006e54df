package dev.medley.platform.score.core;

/** The dense weights of the neural baselines: a perceptron with two hidden layers, and what may stand before it. */
public final class PerceptronLayout {
    /** Layers of the transformer. */
    public static final int LAYERS = 2;

    /** The net within a layer is so many times as wide as an embedding. */
    public static final int EXPANSION = 2;

    private PerceptronLayout() {}

    /** Width of the first hidden layer. */
    public static int first(NetworkShape shape) {
        return 4 * shape.hidden();
    }

    /** Width of the second hidden layer. */
    public static int second(NetworkShape shape) {
        return 2 * shape.hidden();
    }

    /** All fields, the statistics and the mean of the history. */
    public static ParameterLayout dnn(NetworkShape shape) {
        return layout(shape, new ParameterLayout.Builder());
    }

    /** Before it, a target that attends to the short history, layer by layer. */
    public static ParameterLayout transformer(NetworkShape shape) {
        int d = shape.embedding();
        ParameterLayout.Builder layout = new ParameterLayout.Builder()
                .add("target.weight", CoreLayout.FIELDS, d, d)
                .add("target.bias", d);
        for (int layer = 0; layer < LAYERS; layer++) {
            String name = "layers." + layer + ".";
            layout.add(name + "query", d, TargetAttention.HEADS * d)
                    .add(name + "out", TargetAttention.HEADS * d, d)
                    .add(name + "attention.gain", d)
                    .add(name + "attention.shift", d)
                    .add(name + "in.weight", d, EXPANSION * d)
                    .add(name + "in.bias", EXPANSION * d)
                    .add(name + "out.weight", EXPANSION * d, d)
                    .add(name + "out.bias", d)
                    .add(name + "net.gain", d)
                    .add(name + "net.shift", d);
        }
        return layout(shape, layout);
    }

    private static ParameterLayout layout(NetworkShape shape, ParameterLayout.Builder layout) {
        int d = shape.embedding();
        int first = first(shape);
        int second = second(shape);
        return layout.add("fields.weight", CoreLayout.FIELDS, d, first)
                .addByDomain("domains.weight", shape.domains(), first)
                .add("statistics.weight", shape.columns(), first)
                .add("history.weight", d, first)
                .add("first.bias", first)
                .add("second.weight", first, second)
                .add("second.bias", second)
                .add("heads.weight", second, shape.tasks())
                .add("tasks.bias", shape.tasks())
                .build();
    }
}
