package dev.medley.testkit;

import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.component.RankingComponent;
import dev.medley.spi.config.ScenarioConfig;
import dev.medley.spi.entity.Item;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.plugin.Scenario;
import dev.medley.spi.plugin.ScenarioFactory;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One scenario under test, created in one world. */
final class Subject implements AutoCloseable {
    final ScenarioFactory factory;
    final FakeWorld world;
    final ReferenceScenario parts;
    private final Scenario scenario;

    Subject(ScenarioFactory factory, ScenarioConfig config, FakeWorld world) {
        this.factory = factory;
        this.world = world;
        this.scenario = factory.create(config, world.context(factory.scenario()));
        this.parts = ReferenceScenario.of(factory, scenario);
    }

    /** With the defaults of its configuration. */
    static Subject of(ScenarioFactory factory, FakeWorld world) {
        return new Subject(factory, factory.configSchema().defaults(), world);
    }

    /** Every component, in the order of the pipeline. */
    List<RankingComponent> components() {
        List<RankingComponent> all = new ArrayList<>(parts.sources());
        parts.fallbackSource().ifPresent(all::add);
        all.addAll(parts.featureProviders());
        all.addAll(parts.filters());
        all.add(parts.valueModel());
        all.addAll(parts.scoreAdjusters());
        all.addAll(parts.rerankPolicies());
        all.addAll(parts.safetyRules());
        return all;
    }

    /** The features that any component may read. */
    Set<FeatureSpec> readable() {
        return with(new HashSet<>(factory.featureSchema().features()));
    }

    /** Those features and the shared ones. */
    static Set<FeatureSpec> with(Set<? extends FeatureSpec> features) {
        Set<FeatureSpec> all = new HashSet<>(SharedFeatures.ALL);
        all.addAll(features);
        return all;
    }

    /** So many different items of the scenario's surfaces, like those of the world. */
    List<Item> items(int count) {
        List<Item> patterns = ownItems(world, factory.surfaces());
        SurfaceId surface = factory.surfaces().iterator().next();
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i < patterns.size()) {
                items.add(patterns.get(i));
            } else if (patterns.isEmpty()) {
                items.add(Item.of(new ItemId(surface, "made-up-" + i), "made up " + i));
            } else {
                Item pattern = patterns.get(i % patterns.size());
                items.add(copy(pattern, new ItemId(pattern.id().surface(), "copy-" + i)));
            }
        }
        return items;
    }

    /** A batch of those items with all columns filled; whatever a provider throws goes through. */
    TestBatch hydrated(RankRequest request, List<Item> items) throws Exception {
        TestBatch batch = TestBatch.of(items).declaring(factory.featureSchema()).withSharedFeatures(request, world);
        for (FeatureProvider provider : parts.featureProviders()) {
            if (provider.isEnabled(request)) {
                RecordingFeatureWriter writer = new RecordingFeatureWriter(batch.rowCount(), provider.outputs());
                provider.provide(request, batch, writer);
                provider.outputs().forEach(feature -> batch.columns().adopt(writer.columns(), feature));
            }
        }
        return batch;
    }

    ReferencePipeline pipeline() {
        return new ReferencePipeline(world);
    }

    ReferenceSlate rank(RankRequest request) {
        return pipeline().rank(parts, request);
    }

    @Override
    public void close() {
        scenario.close();
    }

    static List<Item> ownItems(FakeWorld world, Set<SurfaceId> surfaces) {
        return world.items().all().stream()
                .filter(item -> surfaces.contains(item.id().surface()))
                .toList();
    }

    static Item copy(Item item, ItemId id) {
        return new Item(
                id,
                item.title(),
                item.text(),
                item.author(),
                item.categories(),
                item.publishedAt(),
                item.attributes(),
                item.vector());
    }
}
