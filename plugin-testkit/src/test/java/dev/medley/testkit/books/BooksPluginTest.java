package dev.medley.testkit.books;

import static dev.medley.testkit.books.BooksPlugin.BOOKS;
import static dev.medley.testkit.books.BooksPlugin.MIN_AGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.UserId;
import dev.medley.spi.request.RankRequest;
import dev.medley.testkit.FakeWorld;
import dev.medley.testkit.GoldenCorpus;
import dev.medley.testkit.PluginContract;
import dev.medley.testkit.RecordingVerdicts;
import dev.medley.testkit.ReferencePipeline;
import dev.medley.testkit.ReferenceScenario;
import dev.medley.testkit.ReferenceSlate;
import dev.medley.testkit.TestBatch;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BooksPluginTest {
    private static final UserId ADA = new UserId("ada");
    private static final UserId TIM = new UserId("tim");
    private static final Item EMMA = book("emma", "Austen", 0);
    private static final Item LADY_SUSAN = book("lady-susan", "Austen", 0);
    private static final Item DRACULA = book("dracula", "Stoker", 16);

    private static Item book(String key, String author, int minAge) {
        return Item.of(ItemId.of("books", key), key)
                .withAuthor(author)
                .withAttributes(Attributes.of(Map.of("min_age", minAge)));
    }

    /** Three books that Ada, who is 30, and a stranger know; Tim is 9. */
    private static FakeWorld library() {
        return fill(new FakeWorld());
    }

    private static FakeWorld fill(FakeWorld world) {
        world.items().put(EMMA, LADY_SUSAN, DRACULA);
        world.users().put(ADA, UserProfile.of(30, "GB")).put(TIM, UserProfile.of(9, "GB"));
        world.interactions().add(ADA, EMMA.id(), InteractionType.CLICK, world.now());
        for (Item book : world.items().all()) {
            world.interactions().add(new UserId("somebody"), book.id(), InteractionType.CLICK, world.now());
        }
        return world;
    }

    // One component alone, on a batch made by hand.
    @Test
    void aBookThatWasReadIsDropped() {
        RankRequest request = library().request(BOOKS, ADA).build();
        TestBatch batch = TestBatch.of(EMMA, DRACULA).set(MIN_AGE, 1, 16f).fail(MIN_AGE, 0);
        RecordingVerdicts verdicts = new RecordingVerdicts(batch);
        new BooksPlugin.AlreadyReadFilter().apply(request, batch, verdicts);
        assertTrue(verdicts.isDropped(0), "Ada has read Emma");
        assertFalse(verdicts.isDropped(1));
    }

    // The whole scenario, laid by the reference pipeline.
    @Test
    void aChildGetsNoBookForAdults() {
        FakeWorld world = library();
        BooksPlugin.BooksFactory factory = new BooksPlugin.BooksFactory();
        var books = factory.create(factory.configSchema().defaults(), world.context(BOOKS));
        ReferenceScenario parts = ReferenceScenario.of(factory, books);
        ReferenceSlate slate = new ReferencePipeline(world)
                .rank(parts, world.request(BOOKS, TIM).build());
        assertEquals("BELOW_MIN_AGE", slate.reasonFor(DRACULA.id()));
        assertEquals(2, slate.items().size());
    }

    // Everything that the SPI asks of every plugin.
    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        return PluginContract.of(BooksPlugin::new).withWorld(library()).tests();
    }

    // Whole answers, in a file that people read.
    @TestFactory
    Stream<DynamicTest> answersAsBefore() {
        return GoldenCorpus.of(new BooksPlugin.BooksFactory(), Path.of("src/test/resources/golden/books.txt"))
                .add(
                        "a reader gets what they have not read",
                        world -> fill(world).request(BOOKS, ADA).build())
                .add(
                        "a child gets what is for children",
                        world -> fill(world).request(BOOKS, TIM).build())
                .add(
                        "one book an author, if so configured",
                        Map.of("max-per-author", 1),
                        world -> fill(world).request(BOOKS).limit(2).build())
                .tests();
    }
}
