package dev.medley.platform.dataset;

import dev.medley.platform.dataset.DemoCatalog.Offer;
import dev.medley.platform.dataset.DemoUsers.Person;
import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.platform.world.Judgment;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.id.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A small invented world for all four surfaces, so that a platform without data has something to show: {@value #USERS}
 * users with tastes, items that suit them more or less, a month of what they did, and judgments for search. It is written
 * as a data set and comes in through the same door as any other. The same seed and time give the same bytes.
 */
public final class DemoWorld {
    /** The name of the data set. */
    public static final String NAME = "demo-world";

    /** Users, {@code demo-1} and so on. */
    public static final int USERS = 2_000;

    /** Videos. */
    public static final int VIDEOS = 1_500;

    /** Live rooms, on air or not. */
    public static final int ROOMS = 600;

    /** Commodities, a few sold out. */
    public static final int COMMODITIES = 2_000;

    /** Search documents. */
    public static final int DOCUMENTS = 1_500;

    private static final SurfaceId LIVE = new SurfaceId("live");
    private static final SurfaceId VIDEO = new SurfaceId("video");
    private static final SurfaceId SEARCH = new SurfaceId("search");
    private static final SurfaceId COMMODITY = new SurfaceId("commodity");

    /** Documents that are judged for each query, at most. */
    private static final int JUDGED = 21;

    private DemoWorld() {}

    /**
     * Writes the world.
     *
     * @param folder made if it does not exist; must be empty
     * @param seed which of the many such worlds
     * @param now the time that freshness counts from; nothing in the world is younger
     * @throws IOException if the folder cannot be written
     */
    public static void write(Path folder, long seed, Instant now) throws IOException {
        Files.createDirectories(folder);
        DemoChance chance = new DemoChance(seed);
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        List<Person> people = DemoUsers.of(USERS, chance);
        DemoCatalog catalog = new DemoCatalog(chance, second);
        List<Offer> videos = catalog.videos(VIDEOS);
        List<Offer> rooms = catalog.rooms(ROOMS);
        List<Offer> commodities = catalog.commodities(COMMODITIES);
        List<Offer> documents = catalog.documents(DOCUMENTS);
        DemoBehaviour behaviour = new DemoBehaviour(chance, second, videos, rooms, commodities, documents);
        try (DatasetWriter out = new DatasetWriter(folder, declaration(), scenarios())) {
            for (List<Offer> offers : List.of(videos, rooms, commodities, documents)) {
                for (Offer offer : offers) {
                    out.write(offer.item());
                }
            }
            for (Person person : people) {
                out.write(person.id(), person.profile());
                for (Interaction interaction : behaviour.of(person)) {
                    out.write(interaction);
                }
            }
            for (Judgment judgment : judgments(documents, chance)) {
                out.write(judgment);
            }
        }
    }

    /**
     * The people and videos of the world of that seed, as those know them who made it.
     *
     * @param now the time that freshness counts from
     */
    public static DemoSociety society(long seed, Instant now) {
        DemoChance chance = new DemoChance(seed);
        List<Person> people = DemoUsers.of(USERS, chance);
        List<Offer> videos = new DemoCatalog(chance, now.truncatedTo(ChronoUnit.SECONDS)).videos(VIDEOS);
        return new DemoSociety(
                people.stream().map(Person::tastes).toArray(double[][]::new),
                videos.stream().mapToInt(video -> video.interest().ordinal()).toArray(),
                videos.stream().mapToDouble(Offer::appeal).toArray(),
                videos.stream().map(video -> video.item().vector()).toArray(float[][]::new));
    }

    private static DatasetDeclaration declaration() {
        return new DatasetDeclaration(
                NAME,
                "An invented world for a first look",
                List.of(
                        meaning(VIDEO, InteractionType.WATCH, Tasks.CLICK),
                        new Meaning(VIDEO, InteractionType.WATCH, Tasks.LIKE, 0.8f),
                        meaning(VIDEO, InteractionType.LIKE, Tasks.LIKE),
                        meaning(LIVE, InteractionType.CLICK, Tasks.CLICK),
                        meaning(LIVE, InteractionType.FOLLOW, Tasks.FOLLOW),
                        meaning(SEARCH, InteractionType.CLICK, Tasks.CLICK),
                        new Meaning(SEARCH, Meaning.JUDGMENT, Tasks.RELEVANCE, 0.6f),
                        meaning(COMMODITY, InteractionType.CLICK, Tasks.CLICK),
                        meaning(COMMODITY, InteractionType.PURCHASE, Tasks.PURCHASE)));
    }

    private static Meaning meaning(SurfaceId surface, InteractionType type, TaskId task) {
        return new Meaning(surface, type, task, Float.NEGATIVE_INFINITY);
    }

    private static List<ScenarioId> scenarios() {
        return List.of(
                new ScenarioId("live"), new ScenarioId("video"), new ScenarioId("search"), new ScenarioId("commodity"));
    }

    /** For every product one query: documents of that product suit it, of the same interest a little, others not. */
    private static List<Judgment> judgments(List<Offer> documents, DemoChance chance) {
        List<Judgment> judgments = new ArrayList<>();
        for (DemoInterest interest : DemoInterest.values()) {
            for (DemoInterest.Product product : interest.products()) {
                Set<Offer> judged = new LinkedHashSet<>();
                for (Offer document : documents) {
                    if (document.subject().equals(product.name()) && judged.size() < JUDGED * 2 / 3) {
                        judged.add(document);
                    }
                }
                while (judged.size() < JUDGED) {
                    judged.add(chance.oneOf(documents));
                }
                for (Offer document : judged) {
                    judgments.add(new Judgment(
                            product.name(), document.item().id(), grade(document, interest, product.name(), chance)));
                }
            }
        }
        return judgments;
    }

    private static float grade(Offer document, DemoInterest interest, String product, DemoChance chance) {
        if (document.subject().equals(product)) {
            return chance.happens(0.8) ? 1 : 0.75f;
        }
        return document.interest() == interest ? 0.25f : 0;
    }
}
