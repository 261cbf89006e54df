package dev.medley.platform.score.packed;

import dev.medley.platform.score.HeuristicModel;
import dev.medley.platform.score.Model;
import dev.medley.platform.score.ScoredRows;
import dev.medley.platform.score.feature.QueryWords;
import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.score.input.InputMaker;
import dev.medley.platform.score.input.RequestInput;
import dev.medley.platform.score.input.RequestRows;
import dev.medley.platform.world.Statistics;
import dev.medley.platform.world.World;
import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A learnt model that serves: it packs its input from the world as it is now, scores, and calibrates. Rows of a surface
 * that it has not learnt are scored by the heuristic model, tasks that it has not learnt by the prior. Immutable; any
 * number of threads at once.
 */
public final class PackedModel implements Model {
    /** The assumed probability of a yes on an item drawn from the surface with equal chances; see docs/models.md. */
    public static final float PRIOR = 0.05f;

    private static final HeuristicModel UNLEARNT_SURFACE = new HeuristicModel();

    private final String revision;
    private final ModelParts parts;
    private final World world;
    private final RowPacker packer;
    private final PreparedItems items = new PreparedItems();

    /**
     * A model that serves.
     *
     * @param world where histories and live counts are read
     */
    public PackedModel(String revision, ModelParts parts, World world) {
        this.revision = revision;
        this.parts = parts;
        this.world = world;
        InputDefinition definition = parts.definition();
        Optional<Statistics> live = world.statistics(definition.tasksBySurface(), definition.slots());
        packer = new RowPacker(parts, live.orElse(parts.statistics()));
    }

    @Override
    public String revision() {
        return revision;
    }

    @Override
    public Optional<ScoredRows> score(RankRequest request, CandidateBatch batch, List<TaskId> tasks, float[][] scores) {
        List<PreparedItem> prepared = new ArrayList<>(batch.selectedCount());
        int[] rows = new int[batch.selectedCount()];
        int count = 0;
        for (int i = 0; i < rows.length; i++) {
            int row = batch.selectedRow(i);
            if (parts.definition().surfaces().containsKey(batch.itemId(row).surface())) {
                prepared.add(items.of(batch.item(row)));
                rows[count++] = row;
            }
        }
        if (count < rows.length) {
            scoreUnlearnt(request, batch, tasks, scores);
        }
        if (count == 0) {
            return Optional.empty();
        }
        RequestRows packed = packer.pack(
                input(request), request.user().age(), request.query(), Optional.of(request.now()), prepared);
        float[][] probabilities = packer.score(packed);
        for (int task = 0; task < scores.length; task++) {
            int number = parts.definition().taskNumber(tasks.get(task));
            for (int i = 0; i < count; i++) {
                scores[task][rows[i]] = number < 0 ? PRIOR : probabilities[number][i];
            }
        }
        return Optional.of(new ScoredRows(
                Arrays.copyOf(rows, count), packed, parts.scorer().historyRead()));
    }

    private RequestInput input(RankRequest request) {
        QueryWords query = request.query().map(QueryWords::new).orElse(null);
        FieldKeys keys = InputMaker.requestKeys(request.userId(), request.user(), query);
        if (!parts.definition().hasHistory()) {
            return new RequestInput(keys, HistoryInput.NONE);
        }
        List<Interaction> history = history(request);
        Set<ItemId> visited = new HashSet<>();
        for (Interaction interaction : history) {
            visited.add(interaction.item());
        }
        Map<ItemId, Item> found = world.catalog().findAll(visited);
        return new RequestInput(keys, InputMaker.history(history, found));
    }

    /** What travels with the request is only the newest part of a long history. */
    private List<Interaction> history(RankRequest request) {
        boolean whole = request.history().size() < RankRequest.MAX_HISTORY;
        return whole || request.userId().isEmpty()
                ? request.history()
                : world.histories().newest(request.userId().get(), HistoryInput.MAX_EVENTS);
    }

    private void scoreUnlearnt(RankRequest request, CandidateBatch batch, List<TaskId> tasks, float[][] scores) {
        float[][] guesses = new float[tasks.size()][batch.rowCount()];
        UNLEARNT_SURFACE.score(request, batch, tasks, guesses);
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selectedRow(i);
            if (!parts.definition().surfaces().containsKey(batch.itemId(row).surface())) {
                for (int task = 0; task < guesses.length; task++) {
                    scores[task][row] = guesses[task][row];
                }
            }
        }
    }
}
