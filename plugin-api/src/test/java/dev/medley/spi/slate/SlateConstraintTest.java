package dev.medley.spi.slate;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import org.junit.jupiter.api.Test;

class SlateConstraintTest {
    private static final ComponentId ID = new ComponentId("cap");

    @Test
    void boundsAreCheckedAndNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SlateConstraint.MaxInSlate(ID, SharedFeatures.ITEM_AUTHOR, 0))
                .withMessage("constraint cap: max 0 is not allowed; 1 or more is");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SlateConstraint.MaxInWindow(ID, SharedFeatures.ITEM_AUTHOR, 2, 2))
                .withMessage("constraint cap: window 2 is not allowed; 3 or more is");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SlateConstraint.MinGap(ID, SharedFeatures.ITEM_AUTHOR, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SlateConstraint.Pinned(ID, ItemId.of("live", "1"), -1));
        for (double share : new double[] {0, -0.1, 1.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SlateConstraint.MinExposure(ID, SharedFeatures.ITEM_AUTHOR, 1, share))
                    .withMessageContaining("above 0, at most 1 is");
        }
        assertThatCode(() -> new SlateConstraint.MinExposure(ID, SharedFeatures.ITEM_AUTHOR, 1, 1))
                .doesNotThrowAnyException();
    }
}
