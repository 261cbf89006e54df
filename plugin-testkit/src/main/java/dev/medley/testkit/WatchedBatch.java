package dev.medley.testkit;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.candidate.Provenance;
import dev.medley.spi.entity.Item;
import dev.medley.spi.failure.ContractBreachException;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.feature.FloatFeature;
import dev.medley.spi.feature.IdColumn;
import dev.medley.spi.feature.IdFeature;
import dev.medley.spi.feature.IdListColumn;
import dev.medley.spi.feature.IdListFeature;
import dev.medley.spi.feature.VectorColumn;
import dev.medley.spi.feature.VectorFeature;
import dev.medley.spi.id.ItemId;
import java.util.List;
import java.util.Set;

/** A batch as a component may see it that has to declare what it reads: any other feature is a breach. */
record WatchedBatch(CandidateBatch batch, Set<FeatureSpec> readable) implements CandidateBatch {
    @Override
    public int rowCount() {
        return batch.rowCount();
    }

    @Override
    public int selectedCount() {
        return batch.selectedCount();
    }

    @Override
    public int selectedRow(int index) {
        return batch.selectedRow(index);
    }

    @Override
    public ItemId itemId(int row) {
        return batch.itemId(row);
    }

    @Override
    public Item item(int row) {
        return batch.item(row);
    }

    @Override
    public List<Provenance> provenance(int row) {
        return batch.provenance(row);
    }

    @Override
    public FloatColumn floats(FloatFeature feature) {
        check(feature);
        return batch.floats(feature);
    }

    @Override
    public IdColumn ids(IdFeature feature) {
        check(feature);
        return batch.ids(feature);
    }

    @Override
    public IdListColumn idLists(IdListFeature feature) {
        check(feature);
        return batch.idLists(feature);
    }

    @Override
    public VectorColumn vectors(VectorFeature feature) {
        check(feature);
        return batch.vectors(feature);
    }

    private void check(FeatureSpec feature) {
        if (!readable.contains(feature)) {
            throw new ContractBreachException("feature '" + feature.name() + "' is read but is not among inputs()");
        }
    }
}
