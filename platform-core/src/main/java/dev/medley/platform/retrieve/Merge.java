package dev.medley.platform.retrieve;

import dev.medley.platform.batch.FeatureBatch;
import dev.medley.platform.batch.Finds;
import dev.medley.platform.execute.ComponentCaller;
import dev.medley.platform.execute.CpuWork;
import dev.medley.platform.execute.ScenarioRun;
import dev.medley.platform.execute.ScenarioRun.NotRow;
import dev.medley.platform.retrieve.Retrieval.SourceFinds;
import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.ReasonCode;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Makes rows of finds: source by source, each best first; the first find of an item makes its row, later ones add
 * provenance. Excluded items and items that the catalogue does not know make no row.
 */
public final class Merge implements CpuWork {
    private static final ReasonCode EXCLUDED = new ReasonCode("EXCLUDED");
    private static final ReasonCode UNKNOWN_ITEM = new ReasonCode("UNKNOWN_ITEM");

    /** Not seen yet, to the map of rows. */
    private static final int NEW = -1;

    /** Seen, and no row. */
    private static final int NO_ROW = -2;

    private final Retrieval retrieval;
    private final Catalog catalog;

    /** Merges what was retrieved, with the items as the catalogue knows them now. */
    public Merge(Retrieval retrieval, Catalog catalog) {
        this.retrieval = retrieval;
        this.catalog = catalog;
    }

    @Override
    public void run(ComponentCaller caller) {
        ScenarioRun run = retrieval.run();
        List<SourceFinds> found = retrieval.found();
        run.notRows().clear();
        int total = 0;
        List<ComponentId> sources = new ArrayList<>(found.size());
        for (SourceFinds finds : found) {
            sources.add(finds.source());
            total += finds.candidates().length;
        }
        Finds merged = new Finds(sources, total);
        Object2IntOpenHashMap<ItemId> rowOf = new Object2IntOpenHashMap<>(total);
        rowOf.defaultReturnValue(NEW);
        Item[] items = new Item[total];
        int rows = 0;
        Set<ItemId> excluded = run.request().exclude();
        for (int source = 0; source < found.size(); source++) {
            Candidate[] candidates = found.get(source).candidates();
            for (int rank = 0; rank < candidates.length; rank++) {
                Candidate candidate = candidates[rank];
                ItemId id = candidate.item();
                int row = rowOf.getInt(id);
                if (row >= 0) {
                    merged.addFind(row, source, rank, candidate);
                } else if (row == NEW) {
                    Item item = excluded.contains(id) ? null : catalog.find(id).orElse(null);
                    if (item == null) {
                        rowOf.put(id, NO_ROW);
                        ReasonCode reason = excluded.contains(id) ? EXCLUDED : UNKNOWN_ITEM;
                        run.notRows().add(new NotRow(id, sources.get(source), reason));
                    } else {
                        rowOf.put(id, rows);
                        items[rows++] = item;
                        merged.addRow(source, rank, candidate);
                    }
                }
            }
        }
        run.setBatch(new FeatureBatch(run.plan().layout(), Arrays.copyOf(items, rows), merged));
    }
}
