package dev.medley.platform.dataset;

import dev.medley.platform.dataset.DemoInterest.Product;
import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the items of the demo world, surface by surface. */
final class DemoCatalog {
    private static final int INTERESTS = DemoInterest.values().length;
    private static final List<String> COUNTRIES = List.of("US", "GB", "DE", "FR", "ES", "BR", "JP", "CA");
    private static final List<String> LANGUAGES = List.of("en", "en", "en", "es", "de", "fr", "pt", "ja");
    private static final List<String> FIRST_NAMES = List.of(
            "Ada", "Bruno", "Carla", "Dario", "Elif", "Finn", "Greta", "Hugo", "Ines", "Jonas", "Kira", "Liam", "Mara",
            "Noor", "Otto", "Pia", "Quinn", "Rosa", "Samir", "Thea", "Uma", "Viktor", "Wanda", "Yuki", "Zoe");
    private static final List<String> LAST_NAMES = List.of(
            "Abel", "Berg", "Costa", "Dahl", "Engel", "Fuchs", "Garcia", "Holm", "Ito", "Jansen", "Keller", "Lopez",
            "Moreno", "Novak", "Olsen", "Park", "Quist", "Rossi", "Silva", "Tanaka", "Urban", "Vogel", "Weiss",
            "Young");
    private static final List<String> BRANDS = List.of(
            "Nordholm",
            "Brightfen",
            "Corvale",
            "Lumeo",
            "Tesselby",
            "Bramblex",
            "Okarin",
            "Perridon",
            "Solvane",
            "Kestrow",
            "Marlund",
            "Fjordly",
            "Quillon",
            "Adlerby",
            "Pinehurst & Co",
            "Wavelet");
    private static final List<String> QUALITIES = List.of(
            "compact",
            "folding",
            "heavy-duty",
            "lightweight",
            "recycled",
            "handmade",
            "classic",
            "adjustable",
            "premium",
            "everyday");
    private static final List<String> COLOURS =
            List.of("black", "white", "forest green", "navy", "sand", "terracotta", "grey", "walnut");
    private static final List<String> VIDEO_TITLES = List.of(
            "%s for beginners",
            "%s in two minutes",
            "Five mistakes with %s",
            "The truth about %s",
            "I tried %s every day for a month",
            "What nobody tells you about %s",
            "%s on a budget",
            "A quiet day of %s");
    private static final List<String> ROOM_TITLES =
            List.of("%s with %s", "Late night %s with %s", "%s and questions, hosted by %s", "Easy-going %s | %s");
    private static final List<String> SIZES = List.of("1 pc", "2-pack", "small", "medium", "large", "3-pack");

    private final DemoChance chance;
    private final Instant now;

    DemoCatalog(DemoChance chance, Instant now) {
        this.chance = chance;
        this.now = now;
    }

    /**
     * An item and what draws people to it.
     *
     * @param interest whose people it draws
     * @param subject the word that says what it is: a product, subject or programme
     * @param appeal how much it draws, beside others of its interest; above 0
     */
    record Offer(Item item, DemoInterest interest, String subject, double appeal) {}

    List<Offer> videos(int count) {
        List<String> creators = names(count / 10);
        List<Offer> videos = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            // A creator keeps to one interest, so that following one means something.
            int creator = chance.below(creators.size());
            DemoInterest interest = interest(creator);
            String subject = chance.oneOf(interest.subjects());
            boolean mature = chance.happens(0.04);
            Item item = Item.of(ItemId.of("video", "demo-video-" + (i + 1)), title(chance.oneOf(VIDEO_TITLES), subject))
                    .withText("A short video about " + subject + ".")
                    .withAuthor(creators.get(creator))
                    .withCategories(interest.category())
                    .withPublishedAt(chance.before(now, Duration.ofDays(90)))
                    .withAttributes(Attributes.of(Map.of(
                            "duration_s",
                            chance.between(8, 180),
                            "mature",
                            mature,
                            "age_group",
                            mature ? "adult" : chance.happens(0.7) ? "all" : "teen")))
                    .withVector(vector(interest));
            videos.add(new Offer(item, interest, subject, appeal()));
        }
        return videos;
    }

    List<Offer> rooms(int count) {
        List<String> hosts = names(count);
        List<Offer> rooms = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            DemoInterest interest = interest(i);
            String programme = chance.oneOf(interest.programmes());
            double appeal = appeal();
            boolean onAir = chance.happens(0.45);
            Item item = Item.of(
                            ItemId.of("live", "demo-room-" + (i + 1)),
                            chance.oneOf(ROOM_TITLES).formatted(programme, hosts.get(i)))
                    .withText("Live: " + programme + ", mostly about " + chance.oneOf(interest.subjects()) + ".")
                    .withAuthor(hosts.get(i))
                    .withCategories(programme, interest.category())
                    .withPublishedAt(chance.before(now, Duration.ofDays(chance.happens(0.1) ? 5 : 900)))
                    .withAttributes(Attributes.of(Map.of(
                            "on_air",
                            onAir,
                            "viewers",
                            onAir ? Math.round(40 * appeal * (0.5 + chance.share())) : 0,
                            "mature",
                            chance.happens(0.08),
                            "language",
                            chance.oneOf(LANGUAGES))))
                    .withVector(vector(interest));
            rooms.add(new Offer(item, interest, programme, appeal));
        }
        return rooms;
    }

    List<Offer> commodities(int count) {
        List<String> sellers = names(count / 25);
        int large = Math.max(1, sellers.size() / 8);
        List<Offer> commodities = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            DemoInterest interest = interest(i);
            Product product = chance.oneOf(interest.products());
            boolean fromLarge = chance.happens(0.6);
            int seller = fromLarge ? chance.below(large) : chance.between(large, sellers.size() - 1);
            Item item = Item.of(ItemId.of("commodity", "demo-product-" + (i + 1)), productTitle(product))
                    .withText(capitalized(product.name()) + ", for everybody who likes " + interest.category() + ".")
                    .withAuthor(sellers.get(seller) + (fromLarge ? " Trading" : ""))
                    .withCategories(interest.category(), product.name())
                    .withPublishedAt(chance.before(now, Duration.ofDays(400)))
                    .withAttributes(Attributes.of(commodityAttributes(product, fromLarge)))
                    .withVector(vector(interest));
            commodities.add(new Offer(item, interest, product.name(), appeal()));
        }
        return commodities;
    }

    private Map<String, Object> commodityAttributes(Product product, boolean fromLarge) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("price_cents", priceCents(product));
        boolean soldOut = chance.happens(0.08);
        attributes.put("stock", soldOut ? 0 : chance.between(1, 400));
        attributes.put("seller_size", fromLarge ? "large" : "small");
        if (chance.happens(0.25)) {
            int from = chance.below(COUNTRIES.size() - 2);
            attributes.put("countries", COUNTRIES.subList(from, chance.between(from + 1, COUNTRIES.size())));
        }
        if (!soldOut && chance.happens(0.06)) {
            attributes.put(
                    "restocked_at_ms", chance.before(now, Duration.ofDays(3)).toEpochMilli());
        }
        return attributes;
    }

    List<Offer> documents(int count) {
        List<Offer> documents = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            DemoInterest interest = interest(i);
            Product product = chance.oneOf(interest.products());
            String brand = chance.oneOf(BRANDS);
            Item item = Item.of(
                            ItemId.of("search", "demo-document-" + (i + 1)),
                            brand + " " + productTitle(product) + ", " + chance.oneOf(SIZES))
                    .withText(capitalized(product.name()) + " by " + brand + ", made for " + interest.category()
                            + ". Good for " + chance.oneOf(interest.subjects()) + ".")
                    .withAuthor(brand)
                    .withCategories(interest.category(), product.name())
                    .withPublishedAt(chance.before(now, Duration.ofDays(700)))
                    .withAttributes(Attributes.of(Map.of(
                            "brand", brand, "price_cents", priceCents(product), "mature", chance.happens(0.01))));
            documents.add(new Offer(item, interest, product.name(), appeal()));
        }
        return documents;
    }

    private String productTitle(Product product) {
        String title = chance.oneOf(QUALITIES) + " " + product.name() + " in " + chance.oneOf(COLOURS);
        return capitalized(title);
    }

    private int priceCents(Product product) {
        double price = product.typicalPriceCents() * Math.exp(0.35 * chance.gaussian());
        // Prices end on 95 or 00, as prices do.
        return Math.max(100, (int) Math.round(price / 100) * 100 - (chance.happens(0.6) ? 5 : 0));
    }

    /** A few draw very many, most draw few. */
    private double appeal() {
        return Math.exp(1.2 * chance.gaussian());
    }

    private float[] vector(DemoInterest interest) {
        float[] vector = new float[INTERESTS];
        for (int i = 0; i < vector.length; i++) {
            // Two digits say enough, and keep the file readable.
            vector[i] = Math.round(15 * chance.gaussian()) / 100f;
        }
        vector[interest.ordinal()] += 1;
        return vector;
    }

    private List<String> names(int count) {
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            // Every pair of a first and a last name once, before one comes again.
            int first = i % FIRST_NAMES.size();
            int last = (i / FIRST_NAMES.size() + 7 * first) % LAST_NAMES.size();
            names.add(FIRST_NAMES.get(first) + " " + LAST_NAMES.get(last));
        }
        return names;
    }

    private static DemoInterest interest(int number) {
        return DemoInterest.values()[number % INTERESTS];
    }

    private static String title(String pattern, String subject) {
        return capitalized(pattern.formatted(subject));
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
