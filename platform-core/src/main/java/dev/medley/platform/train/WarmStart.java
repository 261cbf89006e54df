package dev.medley.platform.train;

import dev.medley.platform.score.packed.InputDefinition;
import dev.medley.platform.score.packed.ModelParts;
import dev.medley.platform.world.DatasetDeclaration.Domain;
import java.util.ArrayList;
import java.util.List;

/**
 * A written model that learning starts from. Immutable.
 *
 * @param revision what it is called
 * @param parts all of it
 * @param keepsUnused whether keys are kept that the new examples do not name
 */
public record WarmStart(String revision, ModelParts parts, boolean keepsUnused) {
    /** Everything that keeps a model of that kind and input from starting there, a clause each; empty if nothing does. */
    List<String> mismatches(String kind, InputDefinition definition) {
        InputDefinition parent = parts.definition();
        List<String> mismatches = new ArrayList<>();
        differ(mismatches, "model", kind, parts.kind());
        differ(mismatches, "tasks", definition.tasks(), parent.tasks());
        differ(mismatches, "statistics", definition.hasStatistics(), parent.hasStatistics());
        differ(mismatches, "history", definition.hasHistory(), parent.hasHistory());
        differ(mismatches, "queries", definition.hasQueries(), parent.hasQueries());
        differ(mismatches, "tasks a surface", definition.slots(), parent.slots());
        differ(mismatches, "collaborative scores", definition.factors(), parent.factors());
        return mismatches;
    }

    private static void differ(List<String> mismatches, String what, Object own, Object parent) {
        if (!own.equals(parent)) {
            mismatches.add(what + " is " + own + ", its " + what + " is " + parent);
        }
    }

    /** What a training is told of it. */
    ParentModel parent(InputDefinition definition) {
        int[] domains = new int[definition.domains().size()];
        for (int i = 0; i < domains.length; i++) {
            domains[i] = number(definition.domains().get(i));
        }
        return new ParentModel(revision, parts.scorer(), domains, keepsUnused);
    }

    /** What a reader of the new model's figures must know. */
    String note(InputDefinition definition) {
        List<String> fresh = new ArrayList<>();
        for (Domain domain : definition.domains()) {
            if (number(domain) < 0) {
                fresh.add(domain.name());
            }
        }
        List<String> left = new ArrayList<>();
        for (Domain domain : parts.definition().domains()) {
            if (definition.domains().stream().noneMatch(own -> own.name().equals(domain.name()))) {
                left.add(domain.name());
            }
        }
        return "started from " + revision
                + (fresh.isEmpty() ? "" : "; new domains: " + String.join(", ", fresh))
                + (left.isEmpty() ? "" : "; domains left out: " + String.join(", ", left))
                + (keepsUnused ? "" : "; keys dropped that the examples do not name");
    }

    private int number(Domain domain) {
        List<Domain> domains = parts.definition().domains();
        for (int i = 0; i < domains.size(); i++) {
            if (domains.get(i).name().equals(domain.name())) {
                return i;
            }
        }
        return -1;
    }
}
