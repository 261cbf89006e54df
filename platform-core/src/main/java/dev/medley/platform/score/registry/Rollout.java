package dev.medley.platform.score.registry;

import dev.medley.platform.score.HeuristicModel;
import dev.medley.spi.feature.FeatureHash;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which model does what, by revision. Immutable: a change is a new one.
 *
 * @param active scores everybody whom the canary does not; {@code heuristic-1} before anything else was activated
 * @param canary scores a share of the users
 * @param shadow scores beside the active one and is never served
 * @param history what was active before, newest first, without the active one; at most {@value #MAX_HISTORY}
 * @param published what can be activated, newest first
 */
public record Rollout(
        String active, Optional<Canary> canary, Optional<String> shadow, List<String> history, List<String> published) {
    /** So many steps back are remembered. */
    public static final int MAX_HISTORY = 8;

    /** The heuristic serves, and nothing is published. */
    public static final Rollout START =
            new Rollout(HeuristicModel.REVISION, Optional.empty(), Optional.empty(), List.of(), List.of());

    /**
     * A model for a share of the users.
     *
     * @param revision the model's
     * @param share of the users, 0 to 1
     * @param salt decides with a user's id whether they are in it; the same salt, the same users, and with a larger share
     *     those and more
     */
    public record Canary(String revision, double share, String salt) {
        private static final double UNIT = 0x1p-53;

        /** Whether that user (or session, or request) is in it. */
        public boolean takes(String unit) {
            return (FeatureHash.of(salt, unit) >>> 11) * UNIT < share;
        }
    }

    /** Copies the lists. */
    public Rollout {
        history = List.copyOf(history);
        published = List.copyOf(published);
    }

    /** That model is active; it is no longer canary or shadow. */
    Rollout activated(String revision) {
        List<String> before = new ArrayList<>();
        if (!active.equals(revision)) {
            before.add(active);
        }
        for (String older : history) {
            if (!older.equals(revision) && !before.contains(older) && before.size() < MAX_HISTORY) {
                before.add(older);
            }
        }
        return new Rollout(
                revision,
                canary.filter(test -> !test.revision().equals(revision)),
                shadow.filter(other -> !other.equals(revision)),
                before,
                published);
    }

    Rollout withCanary(Optional<Canary> test) {
        return new Rollout(active, test, shadow, history, published);
    }

    Rollout withShadow(Optional<String> other) {
        return new Rollout(active, canary, other, history, published);
    }

    /** No canary, no shadow, and the model that was active before; the active one stays where there is none. */
    Rollout rolledBack() {
        boolean further = !history.isEmpty();
        return new Rollout(
                further ? history.getFirst() : active,
                Optional.empty(),
                Optional.empty(),
                further ? history.subList(1, history.size()) : history,
                published);
    }

    /** That model can be activated. */
    Rollout published(String revision) {
        List<String> all = new ArrayList<>();
        all.add(revision);
        for (String older : published) {
            if (!older.equals(revision)) {
                all.add(older);
            }
        }
        return new Rollout(active, canary, shadow, history, all);
    }

    /** That model, which is not in use, is gone. */
    Rollout without(String revision) {
        return new Rollout(active, canary, shadow, less(history, revision), less(published, revision));
    }

    /** What must be there: the active model, the one that stands in for it, canary and shadow. */
    Set<String> inUse() {
        Set<String> used = new LinkedHashSet<>();
        used.add(active);
        canary.ifPresent(test -> used.add(test.revision()));
        shadow.ifPresent(used::add);
        history.stream().findFirst().ifPresent(used::add);
        return used;
    }

    private static List<String> less(List<String> revisions, String revision) {
        return revisions.stream().filter(each -> !each.equals(revision)).toList();
    }
}
