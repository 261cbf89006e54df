package dev.medley.benchmarks.rollout;

import dev.medley.benchmarks.rollout.ServingState.Canary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A change of what serves, as the platform's documentation says that it works. Immutable. */
sealed interface Change {
    /** That model scores everybody; a canary or shadow of the same model ends. */
    record Activate(String revision) implements Change {
        @Override
        public ServingState after(ServingState before, List<String> history) {
            return new ServingState(
                    revision,
                    before.canary().filter(test -> !test.revision().equals(revision)),
                    before.shadow().filter(shadow -> !shadow.equals(revision)));
        }
    }

    /** That model scores a share of the users. */
    record Try(String revision, double share) implements Change {
        @Override
        public ServingState after(ServingState before, List<String> history) {
            return new ServingState(before.active(), Optional.of(new Canary(revision, share)), before.shadow());
        }
    }

    /** The active model scores everybody. */
    record EndTrial() implements Change {
        @Override
        public ServingState after(ServingState before, List<String> history) {
            return new ServingState(before.active(), Optional.empty(), before.shadow());
        }
    }

    /** That model scores beside the active one. */
    record Shadow(String revision) implements Change {
        @Override
        public ServingState after(ServingState before, List<String> history) {
            return new ServingState(before.active(), before.canary(), Optional.of(revision));
        }
    }

    /** The model that was active before is active again, without canary and shadow. */
    record RollBack() implements Change {
        @Override
        public ServingState after(ServingState before, List<String> history) {
            return ServingState.of(history.isEmpty() ? before.active() : history.getFirst());
        }
    }

    /**
     * What is there afterwards.
     *
     * @param history revisions that were active before, newest first
     */
    ServingState after(ServingState before, List<String> history);

    /**
     * Every kind of change, in an order in which each is possible, beginning and ending with the first model active:
     * growing canaries, swaps with and without a canary or shadow of the model that comes, and rollbacks out of a canary
     * and out of nothing.
     */
    static List<Change> round(String first, String second) {
        List<Change> round = new ArrayList<>();
        round.add(new Try(second, 0.05));
        round.add(new Try(second, 0.2));
        round.add(new Try(second, 0.5));
        round.add(new Shadow(second));
        round.add(new EndTrial());
        round.add(new Activate(second));
        round.add(new Try(first, 0.2));
        round.add(new RollBack());
        round.add(new Shadow(second));
        round.add(new Activate(second));
        round.add(new RollBack());
        round.add(new Try(second, 0.5));
        round.add(new Activate(second));
        round.add(new Try(first, 0.05));
        round.add(new Activate(first));
        round.add(new RollBack());
        round.add(new Activate(first));
        return round;
    }
}
