package dev.medley.commodity;

import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.UserId;
import dev.medley.testkit.FakeWorld;
import dev.medley.testkit.GoldenCorpus;
import dev.medley.testkit.PluginContract;
import dev.medley.testkit.TaskScoring;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class CommodityPluginTest {
    private static final ScenarioId COMMODITY = new ScenarioId("commodity");
    private static final UserId ADA = new UserId("ada");
    private static final UserId BO = new UserId("bo");
    private static final UserId STRANGER = new UserId("sam");
    private static final UserId ABROAD = new UserId("heidi");

    /** What happens in the world between the request's snapshot and the last word of the safety rules. */
    private Runnable whileScoring = () -> {};

    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        FakeWorld world = shop(new FakeWorld());
        return PluginContract.of(CommodityPlugin::new)
                .withWorld(world)
                .withRequests(
                        world.request(COMMODITY, ADA).build(),
                        world.request(COMMODITY, ABROAD).limit(3).build())
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> answersAsBefore() {
        return GoldenCorpus.of(new CommodityScenarioFactory(), Path.of("src/test/resources/golden/commodity.txt"))
                .withScoring((request, batch, tasks) -> {
                    whileScoring.run();
                    whileScoring = () -> {};
                    return TaskScoring.byHash().score(request, batch, tasks);
                })
                .add(
                        "a guest sees what others buy and small sellers",
                        world -> shop(world).request(COMMODITY).build())
                .add(
                        "who has bought sees what goes with it, not the same again",
                        world -> shop(world).request(COMMODITY, ADA).build())
                .add(
                        "what is hidden stays hidden",
                        world -> shop(world).request(COMMODITY, BO).build())
                .add(
                        "what may not be sold in the user's country is not shown",
                        world -> shop(world).request(COMMODITY, ABROAD).build())
                .add("a product that sells out while the request is under way is not shown", world -> {
                    whileScoring =
                            () -> world.items().put(product("stove", "camp", 3_000, "Outdoor", Map.of("stock", 0)));
                    return shop(world).request(COMMODITY, ADA).build();
                })
                .add(
                        "a seller is capped before small sellers are floored",
                        Map.of("max-per-seller", 1, "small-seller-share", 0.5),
                        world -> shop(world).request(COMMODITY, ADA).limit(4).build())
                .tests();
    }

    private static FakeWorld shop(FakeWorld world) {
        world.users().put(ADA, UserProfile.of(34, "US"));
        world.users().put(BO, UserProfile.of(29, "US"));
        world.users().put(ABROAD, UserProfile.of(41, "CH"));
        long yesterday = world.now().minus(Duration.ofDays(1)).toEpochMilli();
        world.items()
                .put(
                        product("tent", "camp", 9_000, "Outdoor", Map.of("stock", 12)),
                        product("stove", "camp", 3_000, "Outdoor", Map.of("stock", 7)),
                        product("lamp", "camp", 2_500, "Outdoor", Map.of("stock", 2)),
                        product("rope", "camp", 1_500, "Knots", Map.of("seller_size", "small", "stock", 40)),
                        product("mat", "camp", 8_000, "Knots", Map.of("seller_size", "small")),
                        product("boots", "shoes", 12_000, "Hikers", Map.of("seller_size", "large", "stock", 0)),
                        product("socks", "shoes", 900, "Hikers", Map.of("restocked_at_ms", yesterday, "stock", 5)),
                        product("knife", "camp", 4_000, "Blades", Map.of("countries", List.of("US", "CA"))));
        world.interactions()
                .add(ADA, id("tent"), InteractionType.PURCHASE, world.now().minus(Duration.ofDays(3)));
        world.interactions()
                .add(BO, id("tent"), InteractionType.PURCHASE, world.now().minus(Duration.ofDays(2)));
        world.interactions()
                .add(BO, id("stove"), InteractionType.PURCHASE, world.now().minus(Duration.ofDays(2)));
        world.interactions()
                .add(BO, id("boots"), InteractionType.CLICK, world.now().minus(Duration.ofDays(1)));
        world.interactions().add(BO, id("lamp"), InteractionType.HIDE, world.now());
        world.interactions().add(STRANGER, id("lamp"), InteractionType.CLICK, world.now());
        world.interactions().add(STRANGER, id("knife"), InteractionType.CLICK, world.now());
        return world;
    }

    private static Item product(String key, String category, int priceCents, String seller, Map<String, ?> more) {
        Map<String, Object> attributes = new HashMap<>(more);
        attributes.put("price_cents", priceCents);
        return Item.of(id(key), key)
                .withCategories(category)
                .withAuthor(seller)
                .withAttributes(Attributes.of(attributes));
    }

    private static ItemId id(String key) {
        return ItemId.of("commodity", key);
    }
}
