package dev.medley.benchmarks.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServingTimelineTest {
    private static final ServingState A = ServingState.of("m-a");
    private static final ServingState B = ServingState.of("m-b");
    private static final ServingState C = ServingState.of("m-c");

    private final ServingTimeline timeline = new ServingTimeline(A);

    /** B is asked for at 100 and there at 110, C at 200 and at 210. */
    private void changeTwice() {
        timeline.ask(B, 100);
        timeline.answer(110);
        timeline.ask(C, 200);
        timeline.answer(210);
    }

    @Test
    void thereIsOneStateWhileNothingChanges() {
        changeTwice();

        assertThat(timeline.possible(0, 99)).containsExactly(A);
        assertThat(timeline.possible(111, 199)).containsExactly(B);
        assertThat(timeline.possible(211, 1_000)).containsExactly(C);
        assertThat(timeline.newest()).isEqualTo(C);
    }

    @Test
    void bothAreThereWhileAChangeIsUnderWay() {
        changeTwice();

        assertThat(timeline.possible(90, 100)).containsExactly(A, B);
        assertThat(timeline.possible(103, 105)).containsExactly(A, B);
        assertThat(timeline.possible(110, 120)).containsExactly(A, B);
    }

    @Test
    void aLongRequestMayHaveMetAllOfThem() {
        changeTwice();

        assertThat(timeline.possible(50, 250)).containsExactly(A, B, C);
        assertThat(timeline.possible(150, 250)).containsExactly(B, C);
    }

    @Test
    void anUnansweredChangeMayBeMadeAtAnyMoment() {
        timeline.ask(B, 100);

        assertThat(timeline.possible(90, 95)).containsExactly(A);
        assertThat(timeline.possible(5_000, 6_000)).containsExactly(A, B);
        assertThat(timeline.isChanging(5_000, 6_000)).isTrue();
    }

    @Test
    void aRefusedChangeHasNeverBeen() {
        timeline.ask(B, 100);
        timeline.refuse();

        assertThat(timeline.newest()).isEqualTo(A);
        assertThat(timeline.possible(90, 200)).containsExactly(A);
        assertThat(timeline.isChanging(90, 200)).isFalse();
    }

    @Test
    void saysWhatWasUnderWayDuringAChange() {
        changeTwice();

        assertThat(timeline.isChanging(0, 99)).isFalse();
        assertThat(timeline.isChanging(0, 100)).isTrue();
        assertThat(timeline.isChanging(110, 110)).isTrue();
        assertThat(timeline.isChanging(111, 199)).isFalse();
        assertThat(timeline.isChanging(205, 300)).isTrue();
        assertThat(timeline.isChanging(211, 300)).isFalse();
    }

    @Test
    void refusesTwoChangesAtOnceAndAnAnswerToNone() {
        assertThatThrownBy(() -> timeline.answer(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(timeline::refuse).isInstanceOf(IllegalStateException.class);

        timeline.ask(B, 100);
        assertThatThrownBy(() -> timeline.ask(C, 101)).isInstanceOf(IllegalStateException.class);
    }
}
