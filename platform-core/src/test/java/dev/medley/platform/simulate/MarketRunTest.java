package dev.medley.platform.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.rerank.exposure.ExposureGoal;
import dev.medley.platform.rerank.exposure.PriceSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarketRunTest {
    private static final Map<String, Double> SHARES = Map.of("commodity", 0.4, "live", 0.25, "video", 0.35);
    private static final Map<String, ExposureGoal> GOALS = Map.of(MarketRun.SURFACE, new ExposureGoal.Shares(SHARES));

    private static MarketRun run() {
        return new MarketRun(new Market(3), GOALS, PriceSettings.USUAL, new double[] {0.6, 0.6, 0.6});
    }

    @Test
    void sharesHoldOverManyRequests() {
        Map<String, Double> got = run().serve(12_000).shares(MarketRun.SURFACE);
        SHARES.forEach((surface, share) -> assertThat(got.get(surface)).isCloseTo(share, within(0.01)));
    }

    @Test
    void aRestartIsNotSeen() {
        MarketRun stopped = run().serve(3_050);
        stopped.restart(true);
        stopped.serve(950);
        MarketRun through = run().serve(4_000);
        assertThat(stopped.book().tables()).isEqualTo(through.book().tables());
        assertThat(stopped.shares(MarketRun.SURFACE)).isEqualTo(through.shares(MarketRun.SURFACE));
    }

    @Test
    void doubledScoresOfOneScenarioTakeNothingFromTheOthers() {
        MarketRun doubled = run().serve(5_000);
        doubled.multiplyScores(0, 2);
        doubled.serve(5_000);
        Map<String, Double> before = run().serve(10_000).shares(MarketRun.SURFACE, 5, 10);
        Map<String, Double> after = doubled.shares(MarketRun.SURFACE, 5, 10);
        before.forEach((surface, share) -> assertThat(after.get(surface)).isCloseTo(share, within(0.01)));
    }
}
