package dev.medley.benchmarks.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.benchmarks.rollout.References.Verdict;
import dev.medley.benchmarks.rollout.RolloutFigures.Answer;
import dev.medley.benchmarks.rollout.RolloutFigures.Phase;
import dev.medley.benchmarks.rollout.ServingState.Canary;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RolloutFiguresTest {
    private static final ServingState A = ServingState.of("m-a");
    private static final ServingState B = ServingState.of("m-b");
    private static final long MILLISECOND = 1_000_000;

    private final RolloutFigures figures = new RolloutFigures();

    @BeforeEach
    void allChangesAndAGoodAnswer() {
        for (Change change : Change.round("m-a", "m-b")) {
            figures.changed(change);
        }
        add(List.of(A), "m-a", false, Verdict.OWN, Verdict.EITHER);
    }

    private void add(List<ServingState> possible, String model, boolean degraded, Verdict... verdicts) {
        figures.add(Phase.BETWEEN, possible, "ada", new Answer(model, degraded, List.of(verdicts)), 3 * MILLISECOND);
    }

    private String lines() {
        return String.join("\n", figures.lines(2, 1.5));
    }

    @Test
    void aRunInWhichNothingWentWrongIsGood() {
        add(List.of(A, B), "m-b", false, Verdict.OWN);
        add(List.of(B), "m-b", true, Verdict.NOBODY);

        assertThat(figures.isGood()).isTrue();
        assertThat(lines())
                .contains("| between changes | 3 | 3.00 | 3.00 | 3.00 |")
                .contains("| requests/s | 1.5 |")
                .contains("| without an input that was late | 1 |")
                .contains("| items compared | 4 |")
                .contains("| changes: rollback | 3 |");
    }

    @Test
    void aFailedRequestIsNotGood() {
        figures.fail(Phase.DURING, MILLISECOND, "status 500: {}");

        assertThat(figures.isGood()).isFalse();
        assertThat(lines()).contains("| failed | 1 |").contains("- failed: status 500: {} (1 times)");
    }

    @Test
    void aRevisionThatCouldNotServeIsNotGood() {
        add(List.of(A), "m-b", false, Verdict.OWN);

        assertThat(figures.isGood()).isFalse();
        assertThat(lines()).contains("| answered by a revision that could not serve then | 1 |");
    }

    @Test
    void anItemOfAnotherRevisionIsNotGoodEvenInADegradedAnswer() {
        add(List.of(A), "m-a", true, Verdict.OWN, Verdict.OTHER);

        assertThat(figures.isGood()).isFalse();
        assertThat(lines()).contains("| of mixed versions | 1 |");
    }

    @Test
    void scoresOfNobodyAreNotGoodInAWholeAnswer() {
        add(List.of(A), "m-a", false, Verdict.NOBODY);

        assertThat(figures.isGood()).isFalse();
        assertThat(lines()).contains("| with scores that no revision gives | 1 |");
    }

    @Test
    void anEmptyAnswerIsNotGood() {
        add(List.of(A), "m-a", false);

        assertThat(figures.isGood()).isFalse();
    }

    @Test
    void aChangeThatWentWrongIsNotGood() {
        figures.wrongChange(new Change.EndTrial(), "status 409");

        assertThat(figures.isGood()).isFalse();
        assertThat(lines()).contains("| changes that went wrong | 1 |");
    }

    @Test
    void aUserWhoLeavesACanaryIsNotGood() {
        ServingState trial = new ServingState("m-a", Optional.of(new Canary("m-b", 0.5)), Optional.empty());
        add(List.of(trial), "m-b", false, Verdict.OWN);
        assertThat(figures.isGood()).isTrue();

        add(List.of(trial), "m-a", false, Verdict.OWN);

        assertThat(figures.isGood()).isFalse();
        assertThat(lines()).contains("user moved: ada");
    }

    @Test
    void aPlatformThatDoesNotKeepUpWasNotUnderThatLoad() {
        add(List.of(A), "m-a", false, Verdict.OWN);

        assertThat(figures.isLoaded(1, 2.1)).isTrue();
        assertThat(figures.isLoaded(1, 2.2)).isFalse();
    }

    @Test
    void aRunThatTellsNothingApartIsNotGood() {
        RolloutFigures blind = new RolloutFigures();
        Change.round("m-a", "m-b").forEach(blind::changed);
        blind.add(Phase.QUIET, List.of(A), "ada", new Answer("m-a", false, List.of(Verdict.EITHER)), MILLISECOND);

        assertThat(blind.isGood()).isFalse();
    }

    @Test
    void aRunWithoutAllKindsOfChangesIsNotGood() {
        RolloutFigures early = new RolloutFigures();
        early.changed(new Change.EndTrial());
        early.add(Phase.QUIET, List.of(A), "ada", new Answer("m-a", false, List.of(Verdict.OWN)), MILLISECOND);

        assertThat(early.isGood()).isFalse();
    }
}
