package dev.medley.search.feature;

import dev.medley.search.index.ItemIndex;
import dev.medley.search.index.QueryLadder;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FeatureWriter;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How well each item matches the query, by one measure whoever found it: the caller's own candidates too. */
public final class LexicalFeatureProvider implements FeatureProvider {
    private static final ComponentId ID = new ComponentId("lexical-match");

    private final ItemIndex index;

    public LexicalFeatureProvider(ItemIndex index) {
        this.index = index;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public Set<FeatureSpec> outputs() {
        return Set.of(SearchFeatures.MATCH, SearchFeatures.COVERAGE);
    }

    @Override
    public void provide(RankRequest request, CandidateBatch batch, FeatureWriter writer) {
        QueryLadder ladder = new QueryLadder(index, request.query().orElse(""));
        List<String> keys = new ArrayList<>(batch.selectedCount());
        for (int i = 0; i < batch.selectedCount(); i++) {
            keys.add(batch.itemId(batch.selectedRow(i)).key());
        }
        Map<String, Float> scores = ladder.scores(keys);
        Map<String, Float> coverage = ladder.coverage(keys);
        float best = 0;
        for (float score : scores.values()) {
            best = Math.max(best, score);
        }
        for (int i = 0; i < keys.size(); i++) {
            int row = batch.selectedRow(i);
            Float score = scores.get(keys.get(i));
            if (score != null && best > 0) {
                writer.set(SearchFeatures.MATCH, row, score / best);
            }
            writer.set(SearchFeatures.COVERAGE, row, coverage.getOrDefault(keys.get(i), 0f));
        }
    }
}
