package dev.medley.live.safety;

import dev.medley.live.config.LiveSurface;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.candidate.Verdict;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import java.util.Optional;

/**
 * Mature rooms for known adults only: not for minors, and not for users of whom no age is known.
 *
 * <p>A live room is watched by nobody before it is shown, so a room that does not say whether it is mature is taken for
 * one (an operator whose catalogue marks only mature rooms sets {@code unrated-is-mature} to false). The room must be
 * harmless both as the request began and now: a host may switch while the request is ranked.
 */
public final class MinorProtectionSafetyRule implements SafetyRule {
    private static final ComponentId ID = new ComponentId("minor-protection");
    private static final Verdict FOR_ADULTS_ONLY = Verdict.drop(new ReasonCode("FOR_ADULTS_ONLY"));

    private final Catalog catalog;
    private final boolean unratedIsMature;

    /**
     * A rule that asks that catalogue.
     *
     * @param unratedIsMature how to read a room that does not say
     */
    public MinorProtectionSafetyRule(Catalog catalog, boolean unratedIsMature) {
        this.catalog = catalog;
        this.unratedIsMature = unratedIsMature;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public Verdict judge(RankRequest request, CandidateBatch batch, int row) {
        if (request.user().isKnownAdult()) {
            return Verdict.allow();
        }
        Optional<Item> now = catalog.find(batch.itemId(row));
        boolean isMature = now.isEmpty()
                || LiveSurface.isMature(now.get(), unratedIsMature)
                || LiveSurface.isMature(batch.item(row), unratedIsMature);
        return isMature ? FOR_ADULTS_ONLY : Verdict.allow();
    }
}
