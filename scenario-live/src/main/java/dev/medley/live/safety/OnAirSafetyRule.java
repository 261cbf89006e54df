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
 * Only rooms on air now. It asks the catalogue, not the batch: the batch's items were read when the request began, and a
 * room may have gone off air while it was ranked.
 */
public final class OnAirSafetyRule implements SafetyRule {
    private static final ComponentId ID = new ComponentId("on-air-now");
    private static final Verdict WENT_OFF_AIR = Verdict.drop(new ReasonCode("WENT_OFF_AIR"));

    private final Catalog catalog;

    /** A rule that asks that catalogue. */
    public OnAirSafetyRule(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public Verdict judge(RankRequest request, CandidateBatch batch, int row) {
        Optional<Item> room = catalog.find(batch.itemId(row));
        return room.isPresent() && LiveSurface.isOnAir(room.get()) ? Verdict.allow() : WENT_OFF_AIR;
    }
}
