package dev.medley.platform.score.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RolloutTest {
    private static final int USERS = 100_000;

    private static List<Integer> taken(Rollout.Canary canary) {
        List<Integer> taken = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            if (canary.takes("user-" + user)) {
                taken.add(user);
            }
        }
        return taken;
    }

    @Test
    void aCanaryTakesItsShareOfTheUsers() {
        for (double share : new double[] {0.001, 0.01, 0.05, 0.3, 0.5, 0.99}) {
            double deviation = Math.sqrt(share * (1 - share) / USERS);
            assertThat((double) taken(new Rollout.Canary("m-1", share, "salt")).size() / USERS)
                    .as("share %s", share)
                    .isCloseTo(share, within(5 * deviation));
        }
        assertThat(taken(new Rollout.Canary("m-1", 0, "salt"))).isEmpty();
        assertThat(taken(new Rollout.Canary("m-1", 1, "salt"))).hasSize(USERS);
    }

    @Test
    void theSameUsersAreTakenAgainAndALargerShareKeepsThem() {
        List<Integer> small = taken(new Rollout.Canary("m-1", 0.05, "salt"));
        assertThat(taken(new Rollout.Canary("m-2", 0.05, "salt"))).isEqualTo(small);
        assertThat(taken(new Rollout.Canary("m-1", 0.2, "salt"))).containsAll(small);
    }

    @Test
    void anotherSaltTakesOtherUsers() {
        List<Integer> one = taken(new Rollout.Canary("m-1", 0.1, "m-1"));
        List<Integer> both = new ArrayList<>(one);
        both.retainAll(taken(new Rollout.Canary("m-2", 0.1, "m-2")));
        assertThat((double) both.size() / one.size()).isCloseTo(0.1, within(0.02));
    }

    @Test
    void theHistoryIsBoundedAndNamesEachModelOnce() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Rollout rollout = Rollout.START;
        for (int step = 0; step < 2_000; step++) {
            String revision = "m-" + random.nextInt(12);
            Rollout next = random.nextInt(4) == 0 ? rollout.rolledBack() : rollout.activated(revision);
            assertThat(next.history())
                    .as("seed %s", seed)
                    .doesNotHaveDuplicates()
                    .hasSizeLessThanOrEqualTo(Rollout.MAX_HISTORY)
                    .doesNotContain(next.active());
            rollout = next;
        }
    }
}
