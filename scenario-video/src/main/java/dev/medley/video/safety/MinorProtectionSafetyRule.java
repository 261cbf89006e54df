package dev.medley.video.safety;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.candidate.Verdict;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import dev.medley.video.config.VideoSurface;
import java.util.Optional;

/**
 * Nothing that the user is too young for: mature videos and those with an age rating above the user's age. A user of
 * whom no age is known is shown only what is for everybody.
 *
 * <p>A video without any rating is for everybody, as in catalogues that rate only what needs it; where all are rated,
 * an operator sets {@code unrated-is-mature}. A rating that cannot be read counts as mature. The video must be allowed
 * both as the request began and now: it may have been rated in between.
 */
public final class MinorProtectionSafetyRule implements SafetyRule {
    private static final ComponentId ID = new ComponentId("minor-protection");
    private static final Verdict TOO_YOUNG = Verdict.drop(new ReasonCode("NOT_FOR_THIS_AGE"));

    private final Catalog catalog;
    private final boolean unratedIsMature;

    /**
     * A rule that asks that catalogue.
     *
     * @param unratedIsMature how to read a video that says nothing
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
        Optional<Item> now = catalog.find(batch.itemId(row));
        boolean isAllowed = now.isPresent() && isAllowed(request, now.get()) && isAllowed(request, batch.item(row));
        return isAllowed ? Verdict.allow() : TOO_YOUNG;
    }

    private boolean isAllowed(RankRequest request, Item video) {
        return VideoSurface.isFor(request.user(), VideoSurface.leastAge(video, unratedIsMature));
    }
}
