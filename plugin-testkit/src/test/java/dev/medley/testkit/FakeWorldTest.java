package dev.medley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.medley.spi.context.Catalog;
import dev.medley.spi.context.CounterGroup;
import dev.medley.spi.context.CounterWindow;
import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.failure.ContractBreachException;
import dev.medley.spi.feature.FeatureSchema;
import dev.medley.spi.feature.FeatureScope;
import dev.medley.spi.feature.FeatureState;
import dev.medley.spi.feature.FloatFeature;
import dev.medley.spi.feature.IdListFeature;
import dev.medley.spi.feature.SharedFeatures;
import dev.medley.spi.feature.VectorFeature;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FakeWorldTest {
    private static final SurfaceId SHOP = new SurfaceId("shop");
    private static final ItemId LAMP = ItemId.of("shop", "lamp");
    private static final ItemId DESK = ItemId.of("shop", "desk");
    private static final ItemId SOFA = ItemId.of("shop", "sofa");
    private static final UserId ADA = new UserId("ada");
    private static final UserId BO = new UserId("bo");

    private final FakeWorld world = new FakeWorld();

    @Test
    void followersHearWhatIsThereAndWhatChangesUntilTheyClose() {
        world.items().put(Item.of(LAMP, "Lamp"), Item.of(ItemId.of("live", "room"), "Room"));
        List<String> heard = new ArrayList<>();
        Catalog.Subscription subscription = world.items().follow(SHOP, new Catalog.ItemListener() {
            @Override
            public void onItem(Item item) {
                heard.add("+" + item.title());
            }

            @Override
            public void onRemoved(ItemId item) {
                heard.add("-" + item.key());
            }
        });
        world.items().put(Item.of(DESK, "Desk")).remove(LAMP);
        subscription.close();
        subscription.close();
        world.items().put(Item.of(SOFA, "Sofa"));
        assertEquals(List.of("+Lamp", "+Desk", "-lamp"), heard);
        assertEquals(0, world.items().followerCount());
    }

    @Test
    void countersCountPositiveInteractionsAndForget() {
        world.items().put(Item.of(LAMP, "Lamp").withAuthor("lumen").withCategories("light", "home"));
        world.users().put(ADA, UserProfile.of(30, "US"));
        world.interactions()
                .add(ADA, LAMP, InteractionType.CLICK, world.now())
                .add(BO, LAMP, InteractionType.CLICK, world.now().minus(Duration.ofMinutes(10)))
                .add(BO, LAMP, InteractionType.REPORT, world.now())
                .add(new Interaction(BO, DESK, InteractionType.CLICK, Optional.empty(), 1, 1, Map.of()));
        assertEquals(2, world.counters().ofItem(LAMP, CounterWindow.TOTAL));
        assertEquals(1.5, world.counters().ofItem(LAMP, CounterWindow.TEN_MINUTES), 1e-9);
        assertEquals(0, world.counters().ofItem(DESK, CounterWindow.DAY));
        assertEquals(2, world.counters().ofCategory(SHOP, "home", CounterWindow.TOTAL));
        assertEquals(2, world.counters().ofAuthor(SHOP, "lumen", CounterWindow.TOTAL));
        assertEquals(1, world.counters().ofItemInCohort(LAMP, "25-34|?"));
        assertEquals(
                List.of(new ScoredItem(LAMP, 2), new ScoredItem(DESK, 1)),
                world.counters().top(SHOP, CounterGroup.all(), CounterWindow.TOTAL, 10));
        world.clock().advance(Duration.ofMinutes(10));
        assertEquals(0.75, world.counters().ofItem(LAMP, CounterWindow.TEN_MINUTES), 1e-9);
        world.counters().set(SOFA, CounterWindow.TOTAL, 9);
        assertEquals(
                List.of(new ScoredItem(SOFA, 9)),
                world.counters().top(SHOP, CounterGroup.all(), CounterWindow.TOTAL, 1));
    }

    @Test
    void neighboursAreComputedByTheFormulaOfTheInterface() {
        for (UserId user : List.of(ADA, BO)) {
            world.interactions().add(user, LAMP, InteractionType.CLICK, world.now());
            world.interactions().add(user, DESK, InteractionType.CLICK, world.now());
        }
        world.interactions().add(BO, SOFA, InteractionType.CLICK, world.now());
        float twoOfTwo = (float) (1.0 * 2 / 12);
        float oneOfTwo = (float) (1 / Math.sqrt(2) * 1 / 11);
        assertEquals(
                List.of(new ScoredItem(DESK, twoOfTwo), new ScoredItem(SOFA, oneOfTwo)),
                world.neighbours().neighbours(LAMP, 10));
        assertEquals(1, world.neighbours().neighbours(LAMP, 1).size());
    }

    @Test
    void vectorsAreFoundByCosine() {
        world.items()
                .put(
                        Item.of(LAMP, "").withVector(2, 0),
                        Item.of(DESK, "").withVector(1, 1),
                        Item.of(SOFA, "").withVector(1));
        List<ScoredItem> found = world.vectors().nearest(SHOP, new float[] {1, 0}, 10);
        assertEquals(List.of(LAMP, DESK), found.stream().map(ScoredItem::item).toList());
        assertEquals(List.of(), world.vectors().nearest(SHOP, new float[] {0, 0}, 10));
    }

    @Test
    void aRequestBringsProfileAndHistory() {
        world.users().put(ADA, UserProfile.of(30, "US"));
        world.interactions()
                .add(ADA, LAMP, InteractionType.CLICK, world.now())
                .add(ADA, DESK, InteractionType.CLICK, world.now().minusSeconds(5));
        var request = world.request(new ScenarioId("shop"), ADA).build();
        assertTrue(request.user().isKnownAdult());
        assertEquals(
                List.of(DESK, LAMP),
                request.history().stream().map(Interaction::item).toList());
    }

    @Test
    void theWriterRefusesWhatThePlatformRefuses() {
        FloatFeature stock = FloatFeature.item("item_stock", -1, "pieces");
        FloatFeature mood = FloatFeature.user("user_mood", 0, "mood");
        IdListFeature tags = new IdListFeature("item_tags", FeatureScope.ITEM, 2, "tags");
        VectorFeature place = new VectorFeature("item_place", FeatureScope.ITEM, 2, "place");
        RecordingFeatureWriter writer = new RecordingFeatureWriter(2, Set.of(stock, mood, tags, place));
        FloatFeature other = FloatFeature.item("item_other", 0, "");
        assertThrows(ContractBreachException.class, () -> writer.set(other, 0, 1f));
        assertThrows(ContractBreachException.class, () -> writer.set(stock, 2, 1f));
        assertThrows(ContractBreachException.class, () -> writer.set(stock, 0, Float.NaN));
        assertThrows(ContractBreachException.class, () -> writer.set(mood, 1, 1f));
        assertThrows(ContractBreachException.class, () -> writer.set(tags, 0, new long[3]));
        assertThrows(ContractBreachException.class, () -> writer.set(place, 0, new float[] {1}));
        assertThrows(ContractBreachException.class, () -> writer.setAll(stock, new float[3]));
        writer.set(stock, 0, 3f);
        writer.fail(stock, 1);
        writer.set(mood, 0, 5f);
        assertEquals(3, writer.floats(stock).get(0));
        assertEquals(-1, writer.floats(stock).get(1));
        assertEquals(FeatureState.FAILED, writer.state(stock, 1));
        assertEquals(FeatureState.MISSING, writer.state(tags, 0));
        assertEquals(5, writer.floats(mood).get(1), "a constant stands in every row");
    }

    @Test
    void aStrictBatchHandsOutDeclaredFeaturesOnly() {
        FloatFeature stock = FloatFeature.item("item_stock", -1, "pieces");
        TestBatch lenient = TestBatch.of(Item.of(LAMP, "")).set(stock, 0, 2f);
        assertEquals(2, lenient.floats(stock).get(0));
        TestBatch strict = TestBatch.of(Item.of(LAMP, "")).declaring(FeatureSchema.empty());
        assertThrows(ContractBreachException.class, () -> strict.floats(stock));
        assertEquals(
                FeatureState.MISSING,
                strict.floats(SharedFeatures.RETRIEVAL_SCORE).state(0));
    }
}
