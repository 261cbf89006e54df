package dev.medley.search;

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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SearchPluginTest {
    private static final ScenarioId SEARCH = new ScenarioId("search");
    private static final UserId ADULT = new UserId("ada");
    private static final UserId MINOR = new UserId("tim");

    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        FakeWorld world = shop(new FakeWorld());
        return PluginContract.of(SearchPlugin::new)
                .withWorld(world)
                .withRequests(
                        world.request(SEARCH, ADULT).query("chrome shower").build(),
                        world.request(SEARCH, ADULT)
                                .query("angel bracket for a dri")
                                .build(),
                        world.request(SEARCH, MINOR).query("qqqqq").build())
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> answersAsBefore() {
        return GoldenCorpus.of(new SearchScenarioFactory(), Path.of("src/test/resources/golden/search.txt"))
                .add(
                        "all words beat some words",
                        world -> shop(world)
                                .request(SEARCH)
                                .query("chrome faucet")
                                .build())
                .add(
                        "a typing error is forgiven and told",
                        world -> shop(world)
                                .request(SEARCH)
                                .query("angel brackte")
                                .build())
                .add(
                        "the last word is completed",
                        world -> shop(world)
                                .request(SEARCH)
                                .query("cordless dri")
                                .build())
                .add(
                        "what nothing matches is answered with what is popular, and told",
                        world -> shop(world).request(SEARCH).query("zzzzqqq").build())
                .add(
                        "an operator may prefer an empty answer",
                        Map.of("popular-when-nothing-matches", false),
                        world -> shop(world).request(SEARCH).query("zzzzqqq").build())
                .add(
                        "what the user has hidden stays hidden",
                        world -> shop(world)
                                .request(SEARCH, ADULT)
                                .query("shower")
                                .build())
                .add(
                        "few of many words are too few where others hold enough",
                        Map.of("least-coverage", 0.5),
                        world -> shop(world)
                                .request(SEARCH)
                                .query("delta chrome shower head")
                                .build())
                .add(
                        "taste decides near ties",
                        world -> shop(world)
                                .request(SEARCH, ADULT)
                                .query("cordless drill")
                                .build())
                .add(
                        "mature items are not for minors",
                        world -> shop(world)
                                .request(SEARCH, MINOR)
                                .query("red wine rack")
                                .build())
                .add(
                        "mature items are for adults",
                        world -> shop(world)
                                .request(SEARCH, ADULT)
                                .query("red wine rack")
                                .build())
                .add(
                        "the caller's own candidates are ranked by their match",
                        world -> shop(world)
                                .request(SEARCH)
                                .query("chrome")
                                .candidates(List.of(id("drill-a"), id("faucet"), id("shower")))
                                .build())
                .tests();
    }

    private static FakeWorld shop(FakeWorld world) {
        world.users().put(ADULT, UserProfile.of(34, "US"));
        world.users().put(MINOR, UserProfile.of(15, "US"));
        world.items()
                .put(
                        item("bracket", "Simpson Strong-Tie 12-Gauge Angle Bracket", "Simpson", "hardware"),
                        item("shower", "Delta Shower Head in Chrome", "Delta", "bath"),
                        item("faucet", "Moen Chrome Faucet with Shower Hose", "Moen", "bath"),
                        item("curtain", "Shower Curtain", "Interdesign", "bath"),
                        item("drill-a", "Cordless Drill 18 volt", "Ryobi", "tools"),
                        item("drill-b", "Cordless Drill 18 volt", "Makita", "tools"),
                        item("rack", "Red Wine Rack", "Enclume", "kitchen"),
                        item("wine", "Red Wine Cuvee", "Estate", "cellar")
                                .withAttributes(Attributes.of(Map.of("mature", true))));
        world.interactions().add(ADULT, id("drill-b"), InteractionType.CLICK, world.now());
        world.interactions().add(ADULT, id("curtain"), InteractionType.HIDE, world.now());
        return world;
    }

    private static Item item(String key, String title, String brand, String category) {
        return Item.of(id(key), title).withAuthor(brand).withCategories(category);
    }

    private static ItemId id(String key) {
        return ItemId.of("search", key);
    }
}
