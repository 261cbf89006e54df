package dev.medley.spi.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ScenarioId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RankRequestTest {
    private static RankRequest.Builder request() {
        return RankRequest.builder(new ScenarioId("live"));
    }

    @Test
    void aRequestWithoutAnythingIsAGuests() {
        RankRequest request = request().build();

        assertThat(request.userId()).isEmpty();
        assertThat(request.user().isKnownAdult()).isFalse();
        assertThat(request.limit()).isEqualTo(10);
        assertThat(request.now()).isEqualTo(Instant.EPOCH);
        assertThat(request.deadline().remaining()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theLimitIsBounded() {
        assertThat(request().limit(RankRequest.MAX_LIMIT).build().limit()).isEqualTo(200);
        for (int limit : new int[] {0, -1, 201}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> request().limit(limit).build())
                    .withMessage("limit: " + limit + " is not allowed; 1 to 200 is");
        }
    }

    @Test
    void chanceDependsOnSeedAndComponentAlone() {
        ComponentId component = new ComponentId("explore");
        long drawn = request().seed(7).build().random(component).nextLong();

        assertThat(request().seed(7).limit(5).build().random(component).nextLong())
                .isEqualTo(drawn);
        assertThat(request().seed(8).build().random(component).nextLong()).isNotEqualTo(drawn);
        assertThat(request().seed(7).build().random(new ComponentId("fresh")).nextLong())
                .isNotEqualTo(drawn);
    }

    @Test
    void aDeadlinePassesAndNeverGrows() {
        Deadline passed = Deadline.in(Duration.ZERO);
        Deadline far = Deadline.in(Duration.ofHours(1));

        assertThat(passed.hasPassed()).isTrue();
        assertThat(passed.remaining()).isZero();
        assertThat(passed.within(Duration.ofHours(1)).hasPassed()).isTrue();
        assertThat(far.hasPassed()).isFalse();
        assertThat(far.within(Duration.ofHours(2))).isSameAs(far);
        assertThat(far.within(Duration.ofMinutes(1)).remaining()).isLessThanOrEqualTo(Duration.ofMinutes(1));
    }
}
