package dev.medley.platform.score.core;

import dev.medley.platform.evaluate.Cost;
import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.input.RequestRows;
import dev.medley.platform.score.weights.Tensors;
import java.io.IOException;
import java.util.List;

/**
 * Cores that were learnt alike from different beginnings, of which the mean probability counts: what one has learnt by
 * heart the others have not (Lakshminarayanan et al., NeurIPS 2017). Immutable; any number of threads at once.
 */
public final class CoreEnsemble implements Scorer {
    private static final String MEMBERS = "members";
    private static final int MOST = 16;

    private final List<CoreScorer> members;

    /** @throws IllegalArgumentException if there is none, or more than 16 */
    public CoreEnsemble(List<CoreScorer> members) {
        if (members.isEmpty() || members.size() > MOST) {
            throw new IllegalArgumentException("members: " + members.size() + " given; 1 to " + MOST + " are allowed");
        }
        this.members = List.copyOf(members);
    }

    /**
     * The ensemble that {@link #tensors} wrote.
     *
     * @throws IOException if the number of members is missing or not allowed
     * @throws IllegalArgumentException if a tensor is missing, or is not of the shape that is expected
     */
    public static CoreEnsemble of(Tensors tensors) throws IOException {
        String count = tensors.metadata().getOrDefault(MEMBERS, "");
        if (!count.matches("[1-9][0-9]?") || Integer.parseInt(count) > MOST) {
            throw new IOException("members: \"" + count + "\" is not allowed; 1 to " + MOST + " are");
        }
        CoreScorer[] members = new CoreScorer[Integer.parseInt(count)];
        for (int i = 0; i < members.length; i++) {
            members[i] = CoreScorer.of(tensors.within(i + "/"));
        }
        return new CoreEnsemble(List.of(members));
    }

    /** The cores, in the order in which they were learnt. */
    public List<CoreScorer> members() {
        return members;
    }

    @Override
    public void score(RequestRows rows, float[][] probabilities) {
        members.getFirst().score(rows, probabilities);
        if (members.size() == 1) {
            return;
        }
        float[][] others = new float[probabilities.length][rows.count()];
        for (int i = 1; i < members.size(); i++) {
            members.get(i).score(rows, others);
            for (int task = 0; task < others.length; task++) {
                for (int row = 0; row < rows.count(); row++) {
                    probabilities[task][row] += others[task][row];
                }
            }
        }
        for (float[] ofTask : probabilities) {
            for (int row = 0; row < rows.count(); row++) {
                ofTask[row] /= members.size();
            }
        }
    }

    @Override
    public Cost cost() {
        long request = 0;
        long item = 0;
        long pair = 0;
        for (CoreScorer member : members) {
            Cost cost = member.cost();
            request += cost.request();
            item += cost.item();
            pair += cost.pair();
        }
        return new Cost(request, item, pair);
    }

    @Override
    public Tensors tensors() {
        Tensors.Builder builder = Tensors.builder().metadata(MEMBERS, Integer.toString(members.size()));
        for (int i = 0; i < members.size(); i++) {
            builder.addAll(i + "/", members.get(i).tensors());
        }
        return builder.build();
    }
}
