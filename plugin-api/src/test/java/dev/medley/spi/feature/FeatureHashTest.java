package dev.medley.spi.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeatureHashTest {
    /** Logs, models and constraints hold these numbers: a change here makes all of them worthless. */
    @Test
    void theHashNeverChanges() {
        assertThat(FeatureHash.of("")).isEqualTo(-1166397803181037274L);
        assertThat(FeatureHash.of("a")).isEqualTo(-9033471704281723301L);
        assertThat(FeatureHash.of("live")).isEqualTo(-8373365197490412864L);
        assertThat(FeatureHash.of("日本")).isEqualTo(3677770747997840358L);
        assertThat(FeatureHash.of("video", "Animation")).isEqualTo(-7143512010450393652L);
        assertThat(FeatureHash.cross(1, 2)).isEqualTo(-633367542600557667L);
    }

    @Test
    void nothingHashesToNone() {
        assertThat(FeatureHash.cross(0, 0)).isNotEqualTo(FeatureHash.NONE);
    }

    @Test
    void theFieldAndTheOrderCount() {
        assertThat(FeatureHash.of("video", "1")).isNotEqualTo(FeatureHash.of("live", "1"));
        assertThat(FeatureHash.of("a", "bc")).isNotEqualTo(FeatureHash.of("ab", "c"));
        assertThat(FeatureHash.cross(1, 2)).isNotEqualTo(FeatureHash.cross(2, 1));
    }

    @Test
    void smallDifferencesSpreadOverAllBits() {
        Set<Long> seen = new HashSet<>();
        int[] ones = new int[64];
        int count = 10_000;
        for (int i = 0; i < count; i++) {
            long hash = FeatureHash.of("item", Integer.toString(i));
            seen.add(hash);
            for (int bit = 0; bit < 64; bit++) {
                ones[bit] += (int) (hash >>> bit & 1);
            }
        }

        assertThat(seen).hasSize(count);
        for (int bit = 0; bit < 64; bit++) {
            // Six standard deviations around one half.
            assertThat(ones[bit]).as("bit %d", bit).isBetween(count / 2 - 300, count / 2 + 300);
        }
    }
}
