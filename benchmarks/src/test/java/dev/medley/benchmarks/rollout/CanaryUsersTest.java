package dev.medley.benchmarks.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.benchmarks.rollout.ServingState.Canary;
import org.junit.jupiter.api.Test;

class CanaryUsersTest {
    private final CanaryUsers users = new CanaryUsers();

    @Test
    void aUserStaysAndAGrowingShareKeepsWhomItHas() {
        assertThat(users.add(new Canary("m-b", 0.2), "ada", true)).isTrue();
        assertThat(users.add(new Canary("m-b", 0.2), "ada", true)).isTrue();
        assertThat(users.add(new Canary("m-b", 0.5), "ada", true)).isTrue();
        assertThat(users.add(new Canary("m-b", 0.2), "bob", false)).isTrue();
        assertThat(users.add(new Canary("m-b", 0.5), "bob", true)).isTrue();
        assertThat(users.add(new Canary("m-c", 0.5), "ada", false)).isTrue();

        assertThat(users.moved()).isZero();
    }

    @Test
    void aUserWhoMovesIsSeen() {
        users.add(new Canary("m-b", 0.2), "ada", true);

        assertThat(users.add(new Canary("m-b", 0.2), "ada", false)).isFalse();
        assertThat(users.add(new Canary("m-b", 0.5), "ada", false)).isFalse();
        assertThat(users.moved()).isEqualTo(2);
    }

    @Test
    void aUserWhomASmallerShareTakesIsSeen() {
        users.add(new Canary("m-b", 0.5), "ada", false);

        assertThat(users.add(new Canary("m-b", 0.2), "ada", true)).isFalse();
    }

    @Test
    void comparesTheShareWithWhatWasAskedFor() {
        for (int i = 0; i < 1_000; i++) {
            users.add(new Canary("m-b", 0.2), "u" + i, i % 5 == 0);
            users.add(new Canary("m-c", 0.2), "u" + i, i % 3 == 0);
        }

        assertThat(users.shares()).hasSize(2);
        CanaryUsers.Share close = users.shares().getFirst();
        assertThat(close.users()).isEqualTo(1_000);
        assertThat(close.taking()).isEqualTo(0.2);
        assertThat(close.isClose()).isTrue();
        assertThat(users.shares().getLast().isClose()).isFalse();
    }
}
