package dev.medley.platform.rerank;

import dev.medley.platform.config.PageConfig;
import dev.medley.platform.config.PageSlate;
import dev.medley.platform.rerank.exposure.Prices;
import java.util.Map;

/**
 * What slates are laid with, beside their rows: the same from the beginning of a request to its end.
 *
 * @param page how a mixed page is laid
 * @param prices of what is shown too much or too little
 * @param paces factors on bonuses for exploration, by the names of their budgets; 1 where there is none
 */
public record SlateTerms(PageConfig.Effective page, Prices prices, Map<String, Double> paces) {
    /** By values alone. */
    public static final SlateTerms VALUE_ONLY =
            new SlateTerms(new PageConfig.Effective(PageSlate.VALUE_ONLY, "value-only"), Prices.NONE, Map.of());

    /** Which prices these are; 0 as long as nothing has a price. */
    long priceRevision() {
        return prices.attributes().isEmpty() ? 0 : prices.revision();
    }
}
