package dev.medley.platform.score.packed;

import dev.medley.platform.score.feature.LexicalMatch;
import dev.medley.platform.score.input.InputMaker;
import dev.medley.platform.score.input.ItemInput;
import dev.medley.platform.score.input.RequestInput;
import dev.medley.platform.score.input.RequestRows;
import dev.medley.platform.score.statistic.SurfaceTasks;
import dev.medley.platform.world.Statistics;
import dev.medley.spi.id.SurfaceId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Packs a request and items into what a scorer is given. Immutable; any thread. */
public final class RowPacker {
    private final ModelParts parts;
    private final Statistics statistics;

    /**
     * For that model.
     *
     * @param statistics the counts to read: the live ones, or the model's own
     */
    public RowPacker(ModelParts parts, Statistics statistics) {
        this.parts = parts;
        this.statistics = statistics;
    }

    /**
     * Packs.
     *
     * @param request what depends on the request alone
     * @param age the user's
     * @param query what was typed
     * @param now the request's time
     * @param items the items, each on a surface that the model knows
     */
    public RequestRows pack(
            RequestInput request,
            OptionalInt age,
            Optional<String> query,
            Optional<Instant> now,
            List<PreparedItem> items) {
        InputDefinition definition = parts.definition();
        int width = definition.width();
        int end = request.history().count();
        LexicalMatch match = query.filter(_ -> definition.hasQueries())
                .map(text -> new LexicalMatch(text, parts.frequencies()))
                .orElse(null);
        int[] domains = new int[items.size()];
        float[] numbers = new float[items.size() * width];
        ItemInput[] inputs = new ItemInput[items.size()];
        Map<SurfaceId, PairInputs> bySurface = new HashMap<>(2);
        for (int row = 0; row < inputs.length; row++) {
            PreparedItem item = items.get(row);
            inputs[row] = item.input();
            domains[row] = definition.domainOf(age, item.item());
            PairInputs pairs = bySurface.computeIfAbsent(
                    item.item().id().surface(), surface -> pairs(request, end, surface, match, now));
            pairs.write(item.facets(), item.input(), numbers, row * width);
        }
        return new RequestRows(
                request, end, now.map(Instant::getEpochSecond).orElse(0L), inputs, domains, numbers, width);
    }

    private PairInputs pairs(
            RequestInput request, int end, SurfaceId surface, LexicalMatch match, Optional<Instant> now) {
        SurfaceTasks tasks = parts.definition().surfaces().get(surface);
        return new PairInputs(
                parts.definition(),
                statistics,
                parts.factors(),
                request,
                end,
                InputMaker.surfaceKey(surface),
                tasks,
                match,
                now);
    }

    /** Uncalibrated probabilities of packed rows: for each task of the model, one a row. */
    public float[][] raw(RequestRows rows) {
        float[][] probabilities = new float[parts.definition().tasks().size()][rows.count()];
        parts.scorer().score(rows, probabilities);
        return probabilities;
    }

    /** Calibrated probabilities of packed rows: for each task of the model, one a row. */
    public float[][] score(RequestRows rows) {
        float[][] probabilities = raw(rows);
        for (int task = 0; task < probabilities.length; task++) {
            float[] ofTask = probabilities[task];
            for (int row = 0; row < rows.count(); row++) {
                ofTask[row] = parts.calibrations().apply(rows.domains()[row], task, ofTask[row]);
            }
        }
        return probabilities;
    }
}
