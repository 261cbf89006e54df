package dev.medley.platform.score.logistic;

import dev.medley.platform.score.HeuristicModel;
import dev.medley.platform.score.Model;
import dev.medley.platform.score.feature.FacetsCache;
import dev.medley.platform.score.feature.ItemFacets;
import dev.medley.platform.score.feature.QueryWords;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.feature.FeatureState;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.request.RankRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One logistic regression a task and surface. Rows of a surface that it has not learnt are scored by popularity, tasks
 * that it has not learnt by the prior.
 */
public final class LogisticModel implements Model {
    /** The assumed probability of a yes on an item drawn from the surface with equal chances; see docs/model.md. */
    public static final float PRIOR = 0.05f;

    private static final HeuristicModel UNLEARNT_SURFACE = new HeuristicModel();

    private final String revision;
    private final Map<SurfaceId, LearntHead> heads;
    private final FacetsCache facets = new FacetsCache();

    LogisticModel(String revision, Map<SurfaceId, LearntHead> heads) {
        this.revision = revision;
        this.heads = Map.copyOf(heads);
    }

    @Override
    public String revision() {
        return revision;
    }

    @Override
    public void score(RankRequest request, CandidateBatch batch, List<TaskId> tasks, float[][] scores) {
        SurfaceId surface = null;
        Scorer scorer = null;
        QueryWords query = request.query().map(QueryWords::new).orElse(null);
        Columns columns = new Columns(batch);
        boolean unlearnt = false;
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            SurfaceId rowSurface = batch.itemId(row).surface();
            if (!rowSurface.equals(surface)) {
                surface = rowSurface;
                LearntHead head = heads.get(surface);
                scorer = head == null ? null : new Scorer(head, request, query, tasks, facets);
            }
            if (scorer == null) {
                unlearnt = true;
                continue;
            }
            scorer.score(batch, columns, row, scores);
        }
        if (unlearnt) {
            scoreUnlearnt(request, batch, tasks, scores);
        }
    }

    private void scoreUnlearnt(RankRequest request, CandidateBatch batch, List<TaskId> tasks, float[][] scores) {
        float[][] guesses = new float[tasks.size()][batch.rowCount()];
        UNLEARNT_SURFACE.score(request, batch, tasks, guesses);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            if (!heads.containsKey(batch.itemId(row).surface())) {
                for (int task = 0; task < guesses.length; task++) {
                    scores[task][row] = guesses[task][row];
                }
            }
        }
    }

    /** The columns that the inputs are made of, looked up once. */
    private static final class Columns {
        final FloatColumn popularity;
        final FloatColumn cohortPopularity;
        final FloatColumn age;
        final FloatColumn author;
        final FloatColumn category;
        final FloatColumn coInteraction;
        final FloatColumn titleMatch;
        final FloatColumn match;
        final FloatColumn headMatch;

        Columns(CandidateBatch batch) {
            popularity = batch.floats(SharedFeatures.ITEM_POPULARITY_LOG);
            cohortPopularity = batch.floats(SharedFeatures.USER_ITEM_COHORT_POPULARITY_LOG);
            age = batch.floats(SharedFeatures.ITEM_AGE_DAYS);
            author = batch.floats(SharedFeatures.USER_ITEM_AUTHOR_AFFINITY);
            category = batch.floats(SharedFeatures.USER_ITEM_CATEGORY_AFFINITY);
            coInteraction = batch.floats(SharedFeatures.USER_ITEM_CO_INTERACTION);
            titleMatch = batch.floats(SharedFeatures.USER_ITEM_QUERY_TITLE_MATCH);
            match = batch.floats(SharedFeatures.USER_ITEM_QUERY_MATCH);
            headMatch = batch.floats(SharedFeatures.USER_ITEM_QUERY_HEAD_MATCH);
        }
    }

    /** One request's scoring of one surface's rows: what depends on the user alone is ready. */
    private static final class Scorer {
        private final LearntHead head;
        private final int[] taskIndexes;
        private final QueryWords query;
        private final FacetsCache facets;
        private final long cohort;
        private final int historySize;
        private final float[] dense;
        private final int[] slots = new int[HashedInputs.MAX_SLOTS];

        Scorer(LearntHead head, RankRequest request, QueryWords query, List<TaskId> tasks, FacetsCache facets) {
            this.head = head;
            this.query = query;
            this.facets = facets;
            taskIndexes = new int[tasks.size()];
            Arrays.setAll(taskIndexes, i -> head.indexOf(tasks.get(i)));
            cohort = HashedInputs.cohortHash(request.user().cohort());
            UserAnswers answers = new UserAnswers(head.meanings());
            SurfaceId surface = head.meanings().surface();
            for (Interaction interaction : request.history()) {
                if (interaction.item().surface().equals(surface)) {
                    answers.add(interaction.type(), interaction.value());
                }
            }
            historySize = answers.positives();
            dense = new float[head.denseCount()];
            answers.write(head, dense, DenseInputs.COMMON);
        }

        void score(CandidateBatch batch, Columns columns, int row, float[][] scores) {
            ItemFacets item = facets.of(batch.item(row));
            DenseInputs.write(
                    dense,
                    0,
                    columns.popularity.get(row),
                    columns.cohortPopularity.get(row),
                    columns.age.state(row) == FeatureState.PRESENT,
                    columns.age.get(row),
                    columns.author.get(row),
                    columns.category.get(row),
                    columns.coInteraction.get(row),
                    historySize);
            DenseInputs.writeQuery(
                    dense,
                    0,
                    query,
                    item,
                    columns.titleMatch.get(row),
                    columns.match.get(row),
                    columns.headMatch.get(row));
            int slotCount = HashedInputs.write(cohort, item, query, head.slotMask(), slots);
            for (int i = 0; i < taskIndexes.length; i++) {
                scores[i][row] = taskIndexes[i] < 0 ? PRIOR : head.score(taskIndexes[i], dense, 0, slots, slotCount);
            }
        }
    }
}
