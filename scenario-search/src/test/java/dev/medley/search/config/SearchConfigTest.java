package dev.medley.search.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medley.spi.config.InvalidConfigException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SearchConfigTest {
    @Test
    void defaultsGoTogether() {
        assertThat(SearchConfig.checked(SearchConfig.SCHEMA.defaults())).isNotNull();
    }

    @Test
    void everyContradictionIsNamedAtOnce() {
        var config = SearchConfig.SCHEMA.parse(Map.of(
                "max-per-brand", 5, "brand-window", 5, "match-weight", 0, "relevance-weight", 0, "click-weight", 0));

        assertThatThrownBy(() -> SearchConfig.checked(config))
                .isInstanceOfSatisfying(
                        InvalidConfigException.class,
                        refused -> assertThat(refused.problems())
                                .hasSize(2)
                                .anyMatch(problem -> problem.startsWith("brand-window: 5 is not allowed"))
                                .anyMatch(problem ->
                                        problem.startsWith("match-weight, relevance-weight, click-weight: ")));
    }
}
