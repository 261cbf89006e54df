package dev.medley.search.safety;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.candidate.Verdict;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import java.util.Optional;

/** Never shows what is marked mature to a minor or to somebody of unknown age, nor what has left the catalogue. */
public final class MatureSafetyRule implements SafetyRule {
    private static final ComponentId ID = new ComponentId("mature");
    private static final Verdict MATURE = Verdict.drop(new ReasonCode("MATURE"));
    private static final Verdict GONE = Verdict.drop(new ReasonCode("GONE"));

    private final Catalog catalog;

    public MatureSafetyRule(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public Verdict judge(RankRequest request, CandidateBatch batch, int row) {
        Optional<Item> current = catalog.find(batch.itemId(row));
        if (current.isEmpty()) {
            return GONE;
        }
        boolean mature = current.get().attributes().isTrue("mature");
        return mature && !request.user().isKnownAdult() ? MATURE : Verdict.allow();
    }
}
