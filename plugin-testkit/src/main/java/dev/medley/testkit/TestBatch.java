package dev.medley.testkit;

import dev.medley.spi.candidate.CandidateBatch;
import dev.medley.spi.candidate.Provenance;
import dev.medley.spi.entity.Item;
import dev.medley.spi.failure.ContractBreachException;
import dev.medley.spi.feature.FeatureHash;
import dev.medley.spi.feature.FeatureSchema;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.FeatureState;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.feature.FloatFeature;
import dev.medley.spi.feature.IdColumn;
import dev.medley.spi.feature.IdFeature;
import dev.medley.spi.feature.IdListColumn;
import dev.medley.spi.feature.IdListFeature;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.feature.VectorColumn;
import dev.medley.spi.feature.VectorFeature;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A batch made by hand, to test one component alone. Rows are the items in the order given; all are selected.
 *
 * <pre>{@code
 * TestBatch batch = TestBatch.of(lamp, desk).set(STOCK, 0, 0f).fail(STOCK, 1).found(1, "similar", 0, 0.9f);
 * RecordingVerdicts verdicts = new RecordingVerdicts(batch);
 * new SoldOutFilter().apply(request, batch, verdicts);
 * assertTrue(verdicts.isDropped(0));
 * }</pre>
 *
 * <p>A row that nobody is said to have found was found by a source named {@code test}, at the row's own rank. Without
 * {@link #declaring} every feature may be read. Change it before it is read by several threads, not while.
 */
public final class TestBatch implements CandidateBatch {
    private static final ComponentId TEST_SOURCE = new ComponentId("test");

    private final List<Item> items;
    private final List<List<Provenance>> provenance = new ArrayList<>();
    private final FeatureColumns columns = new FeatureColumns();
    private final Set<FeatureSpec> declared = new HashSet<>();
    private boolean isStrict;
    private final List<Integer> selected = new ArrayList<>();

    private TestBatch(List<Item> items) {
        this.items = List.copyOf(items);
        for (int row = 0; row < items.size(); row++) {
            provenance.add(List.of());
            selected.add(row);
        }
    }

    /** A batch of those items, one row each. */
    public static TestBatch of(Item... items) {
        return new TestBatch(Arrays.asList(items));
    }

    /** A batch of those items, one row each. */
    public static TestBatch of(List<Item> items) {
        return new TestBatch(items);
    }

    /** From now on only the shared features and those of the schema may be read, as on the platform. */
    public TestBatch declaring(FeatureSchema schema) {
        isStrict = true;
        declared.addAll(SharedFeatures.ALL);
        declared.addAll(schema.features());
        return this;
    }

    /** Says who found that row; call it several times for several finds, best rank first. */
    public TestBatch found(int row, String source, int rank, float score) {
        List<Provenance> finds = new ArrayList<>(provenance.get(row));
        finds.add(new Provenance(new ComponentId(source), rank, score));
        return found(row, finds);
    }

    TestBatch found(int row, List<Provenance> finds) {
        provenance.set(row, List.copyOf(finds));
        return this;
    }

    /** Writes a number; a constant feature is written to row 0. */
    public TestBatch set(FloatFeature feature, int row, float value) {
        columns.set(feature, row, value);
        return this;
    }

    /** Writes a category: its {@linkplain FeatureHash#of(String) hash}. */
    public TestBatch set(IdFeature feature, int row, String category) {
        return set(feature, row, FeatureHash.of(category));
    }

    /** Writes a hash. */
    public TestBatch set(IdFeature feature, int row, long hash) {
        columns.set(feature, row, hash);
        return this;
    }

    /** Writes a list of hashes, the newest last. */
    public TestBatch set(IdListFeature feature, int row, long... hashes) {
        columns.set(feature, row, hashes.clone());
        return this;
    }

    /** Writes a vector. */
    public TestBatch set(VectorFeature feature, int row, float... values) {
        columns.set(feature, row, values.clone());
        return this;
    }

    /** Says that nothing is known about that cell. */
    public TestBatch fail(FeatureSpec feature, int row) {
        columns.fail(feature, row);
        return this;
    }

    /** Fills the shared features as {@link SimpleSharedFeatures} does. */
    public TestBatch withSharedFeatures(RankRequest request, FakeWorld world) {
        RecordingFeatureWriter writer = new RecordingFeatureWriter(rowCount(), Set.copyOf(SharedFeatures.ALL));
        new SimpleSharedFeatures(world.counters()).fill(request, this, writer);
        SharedFeatures.ALL.forEach(feature -> columns.adopt(writer.columns(), feature));
        return this;
    }

    /** Takes a row out of the selection, as an earlier filter would have done. */
    public TestBatch drop(int row) {
        selected.remove(Integer.valueOf(row));
        return this;
    }

    FeatureColumns columns() {
        return columns;
    }

    List<Integer> selection() {
        return List.copyOf(selected);
    }

    @Override
    public int rowCount() {
        return items.size();
    }

    @Override
    public int selectedCount() {
        return selected.size();
    }

    @Override
    public int selectedRow(int index) {
        return selected.get(index);
    }

    @Override
    public ItemId itemId(int row) {
        return items.get(row).id();
    }

    @Override
    public Item item(int row) {
        return items.get(row);
    }

    @Override
    public List<Provenance> provenance(int row) {
        List<Provenance> finds = provenance.get(row);
        return finds.isEmpty() ? List.of(new Provenance(TEST_SOURCE, row, 0)) : finds;
    }

    /** How that cell came by its value. */
    public FeatureState state(FeatureSpec feature, int row) {
        return columns.state(feature, row);
    }

    @Override
    public FloatColumn floats(FloatFeature feature) {
        check(feature);
        return columns.floats(feature);
    }

    @Override
    public IdColumn ids(IdFeature feature) {
        check(feature);
        return columns.ids(feature);
    }

    @Override
    public IdListColumn idLists(IdListFeature feature) {
        check(feature);
        return columns.idLists(feature);
    }

    @Override
    public VectorColumn vectors(VectorFeature feature) {
        check(feature);
        return columns.vectors(feature);
    }

    private void check(FeatureSpec feature) {
        if (isStrict && !declared.contains(feature)) {
            throw new ContractBreachException("feature '" + feature.name()
                    + "' read; it is neither shared nor in the scenario's schema, which has "
                    + declared.stream().map(FeatureSpec::name).sorted().toList());
        }
    }
}
