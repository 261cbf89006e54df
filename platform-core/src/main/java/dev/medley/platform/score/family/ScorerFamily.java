package dev.medley.platform.score.family;

import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.core.DnnScorer;
import dev.medley.platform.score.core.TransformerScorer;
import dev.medley.platform.score.fm.FactorScorer;
import dev.medley.platform.score.gbdt.TreeScorer;
import dev.medley.platform.score.lr.LinearScorer;
import dev.medley.platform.score.popularity.PopularityScorer;
import dev.medley.platform.score.stack.StackedScorer;
import dev.medley.platform.score.weights.Tensors;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/** A kind of scorer, and how it is read from its tensors. */
public enum ScorerFamily {
    /** The shared ranking core. */
    CORE("core", StackedScorer::of),
    /** Logistic regression over hashed keys, crosses and statistics. */
    LR("lr", LinearScorer::of),
    /** A factorisation machine. */
    FM("fm", FactorScorer::of),
    /** Gradient-boosted trees on the statistics. */
    GBDT("gbdt", TreeScorer::of),
    /** A plain deep network. */
    DNN("dnn", DnnScorer::of),
    /** A transformer over the newest history. */
    TRANSFORMER("transformer", TransformerScorer::of),
    /** One statistic. */
    POPULARITY("popularity", PopularityScorer::of);

    private final String kind;
    private final Reader reader;

    ScorerFamily(String kind, Reader reader) {
        this.kind = kind;
        this.reader = reader;
    }

    private interface Reader {
        Scorer read(Tensors tensors) throws IOException;
    }

    /** The names of all kinds, in their order. */
    public static Set<String> kinds() {
        Set<String> kinds = new LinkedHashSet<>();
        for (ScorerFamily family : values()) {
            kinds.add(family.kind);
        }
        return kinds;
    }

    /** Its name in a model's folder. */
    public String kind() {
        return kind;
    }

    /**
     * Reads a scorer of this kind.
     *
     * @throws IOException if a tensor is missing, misshapen or out of its range; the message names it
     */
    public Scorer read(Tensors tensors) throws IOException {
        return reader.read(tensors);
    }

    /**
     * Reads a scorer of that kind.
     *
     * @throws IOException if there is no such kind, or as {@link #read(Tensors)} does
     */
    public static Scorer read(String kind, Tensors tensors) throws IOException {
        StringBuilder kinds = new StringBuilder();
        for (ScorerFamily family : values()) {
            if (family.kind.equals(kind)) {
                return family.read(tensors);
            }
            kinds.append(kinds.isEmpty() ? "" : ", ").append(family.kind);
        }
        throw new IOException("kind: \"" + kind + "\" is not allowed; one of " + kinds + " is");
    }
}
