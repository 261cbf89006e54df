package dev.medley.benchmarks.rollout;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which models a platform is meant to serve with. Immutable.
 *
 * @param active revision of the active model
 * @param canary if there is one
 * @param shadow revision of the shadow, which is never served
 */
record ServingState(String active, Optional<Canary> canary, Optional<String> shadow) {
    /**
     * A model for a share of the users.
     *
     * @param share of the users, 0 to 1
     */
    record Canary(String revision, double share) {}

    /** Nothing but an active model. */
    static ServingState of(String active) {
        return new ServingState(active, Optional.empty(), Optional.empty());
    }

    /** The revisions that may answer. */
    Set<String> serving() {
        Set<String> serving = new LinkedHashSet<>();
        serving.add(active);
        canary.filter(test -> test.share() > 0).ifPresent(test -> serving.add(test.revision()));
        return serving;
    }
}
