package dev.medley.spi.component;

import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;

/** What all components have in common. */
public interface RankingComponent {
    /** Its name, unique within the scenario. Called once, when the scenario is created. */
    ComponentId id();

    /**
     * Whether it takes part in this request. CPU pool, pure; a throw counts as no, and as a failure of the component.
     * Safety rules and the value model are never asked: they always take part.
     */
    default boolean isEnabled(RankRequest request) {
        return true;
    }
}
