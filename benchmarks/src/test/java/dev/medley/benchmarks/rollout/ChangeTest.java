package dev.medley.benchmarks.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.benchmarks.rollout.ServingState.Canary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangeTest {
    private static final ServingState TRIAL =
            new ServingState("m-a", Optional.of(new Canary("m-b", 0.2)), Optional.of("m-b"));

    @Test
    void activatingEndsWhatTheSameModelIsTriedAs() {
        assertThat(new Change.Activate("m-b").after(TRIAL, List.of())).isEqualTo(ServingState.of("m-b"));
        assertThat(new Change.Activate("m-c").after(TRIAL, List.of()))
                .isEqualTo(new ServingState("m-c", TRIAL.canary(), TRIAL.shadow()));
    }

    @Test
    void canaryAndShadowComeAndGoByThemselves() {
        assertThat(new Change.EndTrial().after(TRIAL, List.of()))
                .isEqualTo(new ServingState("m-a", Optional.empty(), Optional.of("m-b")));
        assertThat(new Change.Try("m-c", 0.5).after(TRIAL, List.of()).serving()).containsExactly("m-a", "m-c");
        assertThat(new Change.Try("m-c", 0).after(TRIAL, List.of()).serving()).containsExactly("m-a");
        assertThat(new Change.Shadow("m-c").after(TRIAL, List.of()).shadow()).contains("m-c");
    }

    @Test
    void rollingBackEndsAllTrials() {
        assertThat(new Change.RollBack().after(TRIAL, List.of("m-z", "m-y"))).isEqualTo(ServingState.of("m-z"));
        assertThat(new Change.RollBack().after(TRIAL, List.of())).isEqualTo(ServingState.of("m-a"));
    }

    @Test
    void everyKindComesWithinTheShortestRun() {
        Set<Class<?>> kinds = new HashSet<>();
        Change.round("m-a", "m-b").stream().limit(10).forEach(change -> kinds.add(change.getClass()));

        assertThat(kinds).containsExactlyInAnyOrder(Change.class.getPermittedSubclasses());
    }

    @Test
    void aRoundHasEveryKindAndKeepsToItsTwoModels() {
        ServingState state = ServingState.of("m-a");
        // As the platform keeps it: what was active before, newest first, without the active one.
        List<String> history = new ArrayList<>(List.of("m-b", "m-old"));
        Set<Class<?>> kinds = new HashSet<>();
        for (Change change : Change.round("m-a", "m-b")) {
            kinds.add(change.getClass());
            if (change instanceof Change.Try test) {
                assertThat(test.revision()).isNotEqualTo(state.active());
            }
            if (change instanceof Change.Shadow shadow) {
                assertThat(shadow.revision()).isNotEqualTo(state.active());
            }
            ServingState next = change.after(state, history);
            if (change instanceof Change.RollBack) {
                history.removeFirst();
            } else if (!next.active().equals(state.active())) {
                history.remove(next.active());
                history.addFirst(state.active());
            }
            assertThat(next.serving()).isSubsetOf("m-a", "m-b");
            state = next;
        }

        assertThat(kinds).containsExactlyInAnyOrder(Change.class.getPermittedSubclasses());
        assertThat(state).isEqualTo(ServingState.of("m-a"));
        assertThat(history).containsExactly("m-b", "m-old");
    }
}
