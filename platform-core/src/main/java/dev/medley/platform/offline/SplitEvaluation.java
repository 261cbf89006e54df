package dev.medley.platform.offline;

import dev.medley.platform.evaluate.EvaluationResult;
import dev.medley.platform.evaluate.report.ModelDifference;
import dev.medley.platform.score.family.ScorerFamily;
import dev.medley.platform.score.packed.ModelParts;
import dev.medley.platform.train.Judgement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The models that were held out from by one split, judged on what it held out. One thread. */
final class SplitEvaluation {
    private final SplitChoice split;
    private final HeldOutRows heldOut;
    private final Optional<UserRankings> rankings;
    private final ModelGroups groups = new ModelGroups();
    private List<EvaluationResult> baselines = List.of();

    SplitEvaluation(SplitChoice split, HeldOutRows heldOut, Optional<UserRankings> rankings) {
        this.split = split;
        this.heldOut = heldOut;
        this.rankings = rankings;
    }

    /** Judges a model, with as many threads. */
    void add(Path folder, int threads) throws UsageException, IOException {
        ModelParts parts = ModelFiles.readParts(folder, ScorerFamily::read);
        OfflineScoring scoring = new OfflineScoring(parts, ModelFiles.readPopulation(folder));
        Judgement judgement = new Judgement(
                heldOut.definition(), heldOut.rows(), heldOut.scores(scoring, parts, threads), split.seed());
        groups.add(
                folder,
                judgement
                        .figures(folder.getFileName().toString(), parts.scorer().cost())
                        .ofSplit(split.toString()));
        if (baselines.isEmpty()) {
            baselines = heldOut.baselines(judgement).stream()
                    .map(baseline -> baseline.ofSplit(split.toString()))
                    .toList();
        }
        rankings.ifPresent(each -> each.add(folder, parts, scoring, threads));
    }

    SplitChoice split() {
        return split;
    }

    /** Models, then baselines. */
    List<EvaluationResult> results() {
        List<EvaluationResult> results = new ArrayList<>(groups.results());
        results.addAll(baselines);
        return results;
    }

    /** Between models of this split. */
    List<ModelDifference> differences() {
        return groups.differences();
    }

    Optional<UserRankings> rankings() {
        return rankings;
    }
}
