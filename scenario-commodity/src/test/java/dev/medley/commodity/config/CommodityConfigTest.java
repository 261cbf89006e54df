package dev.medley.commodity.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.spi.config.InvalidConfigException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CommodityConfigTest {
    @Test
    void defaultsGoTogether() {
        assertThat(CommodityConfig.checked(CommodityConfig.SCHEMA.defaults())).isNotNull();
    }

    @Test
    void everyContradictionIsNamedAtOnce() {
        var config = CommodityConfig.SCHEMA.parse(
                Map.of("max-per-category", 5, "category-window", 5, "click-weight", 0, "purchase-weight", 0));

        assertThatThrownBy(() -> CommodityConfig.checked(config))
                .isInstanceOfSatisfying(
                        InvalidConfigException.class,
                        refused -> assertThat(refused.problems())
                                .hasSize(2)
                                .anyMatch(problem -> problem.startsWith("category-window: 5 is not allowed"))
                                .anyMatch(problem -> problem.startsWith("click-weight, purchase-weight: ")));
    }
}
