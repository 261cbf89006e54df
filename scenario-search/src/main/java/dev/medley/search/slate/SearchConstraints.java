package dev.medley.search.slate;

import dev.medley.search.config.SearchConfig;
import dev.medley.spi.config.ScenarioConfig;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.slate.SlateConstraint;
import dev.medley.spi.slate.SlateConstraint.MaxInWindow;
import java.util.List;

/** What the slate must hold. Who searches wants the best match first, so there is one constraint only, and a mild one. */
public final class SearchConstraints {
    private SearchConstraints() {}

    /** The constraints, most important first. */
    public static List<SlateConstraint> of(ScenarioConfig config) {
        return List.of(new MaxInWindow(
                new ComponentId("max-per-brand"),
                SharedFeatures.ITEM_AUTHOR,
                config.get(SearchConfig.MAX_PER_BRAND),
                config.get(SearchConfig.BRAND_WINDOW)));
    }
}
