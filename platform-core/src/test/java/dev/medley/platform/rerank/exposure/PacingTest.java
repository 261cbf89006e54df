package dev.medley.platform.rerank.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PacingTest {
    private static final Pacing.Settings WINDING = new Pacing.Settings(0.4, 0.15, 0, 0, 4);

    /** Something that spends in proportion to the factor. */
    private static double spend(Pacing pacing, double perFactor, int times) {
        double spent = 0;
        for (int i = 0; i < times; i++) {
            double now = perFactor * pacing.factor();
            pacing.update(1, now, 1);
            spent += now;
        }
        return spent;
    }

    @Test
    void spendingComesToThePlan() {
        for (double perFactor : new double[] {0.4, 1, 2.5}) {
            Pacing pacing = new Pacing(Pacing.Settings.USUAL);
            spend(pacing, perFactor, 200);
            assertThat(spend(pacing, perFactor, 100)).isCloseTo(100, within(1.0));
        }
    }

    @Test
    void afterALongDroughtItDoesNotOverspendAsItWouldWithoutAntiWindup() {
        Pacing led = new Pacing(Pacing.Settings.USUAL);
        Pacing winding = new Pacing(WINDING);
        // For long nothing can be spent, whatever the factor.
        for (int i = 0; i < 500; i++) {
            led.update(1, 0, 1);
            winding.update(1, 0, 1);
        }
        assertThat(led.factor()).isEqualTo(4);
        assertThat(led.state()).isLessThan(5);
        assertThat(winding.state()).isGreaterThan(50);
        double after = spend(led, 1, 60);
        double overspent = spend(winding, 1, 60);
        assertThat(after).isLessThan(100);
        assertThat(overspent).isGreaterThan(200);
        assertThat(led.factor()).isCloseTo(1, within(0.1));
    }

    @Test
    void itGoesOnFromItsState() {
        Pacing pacing = new Pacing(Pacing.Settings.USUAL);
        spend(pacing, 0.3, 30);
        Pacing next = new Pacing(Pacing.Settings.USUAL, pacing.state());
        pacing.update(1, 0.9, 1);
        next.update(1, 0.9, 1);
        assertThat(next.factor()).isEqualTo(pacing.factor());
        assertThat(new Pacing(Pacing.Settings.USUAL, Double.NaN).factor()).isEqualTo(1);
    }

    @Test
    void whatIsNoPlanChangesNothing() {
        Pacing pacing = new Pacing(Pacing.Settings.USUAL);
        double before = pacing.factor();
        pacing.update(0, 1, 1);
        pacing.update(1, Double.NaN, 1);
        pacing.update(1, 1, 0);
        assertThat(pacing.factor()).isEqualTo(before);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pacing.Settings(0.1, 0.1, 0.1, 1, 1))
                .withMessageContaining("bounds: 1.0 to 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Pacing.Settings(-1, 0.1, 0.1, 0, 1));
    }
}
