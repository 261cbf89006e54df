package dev.medley.video.feature;

import static dev.medley.video.feature.VideoFeatures.USER_VIDEO_COHORT_SHARE;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.context.CounterWindow;
import dev.medley.spi.context.Counters;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import java.util.Set;

/** Whether the video is the cohort's own or everybody's. */
public final class CohortShareFeatureProvider implements FeatureProvider {
    private static final ComponentId ID = new ComponentId("cohort-share");

    private final Counters counters;

    /** A provider that reads those counters. */
    public CohortShareFeatureProvider(Counters counters) {
        this.counters = counters;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public Set<FeatureSpec> outputs() {
        return Set.of(USER_VIDEO_COHORT_SHARE);
    }

    @Override
    public void provide(RankRequest request, CandidateBatch batch, FeatureWriter writer) {
        String cohort = request.user().cohort();
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            double all = counters.ofItem(batch.itemId(row), CounterWindow.TOTAL);
            if (all > 0) {
                // Each counter forgets on its own, so the part may seem greater than the whole.
                double share = Math.min(1, counters.ofItemInCohort(batch.itemId(row), cohort) / all);
                writer.set(USER_VIDEO_COHORT_SHARE, row, (float) share);
            }
        }
    }
}
