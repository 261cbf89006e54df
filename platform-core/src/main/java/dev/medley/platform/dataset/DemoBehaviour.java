package dev.medley.platform.dataset;

import dev.medley.platform.dataset.DemoCatalog.Offer;
import dev.medley.platform.dataset.DemoUsers.Person;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.id.ItemId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the people of the demo world do: each picks by taste first, by an item's appeal second, and now and then by mere
 * chance. So there is something to learn, and no model can be perfect.
 */
final class DemoBehaviour {
    private static final Duration PERIOD = Duration.ofDays(30);
    private static final double WHIM = 0.12;
    private static final int FAVOURITES = 3;

    private final DemoChance chance;
    private final Instant now;
    private final Shelf videos;
    private final Shelf rooms;
    private final Shelf commodities;
    private final Shelf documents;

    DemoBehaviour(
            DemoChance chance,
            Instant now,
            List<Offer> videos,
            List<Offer> rooms,
            List<Offer> commodities,
            List<Offer> documents) {
        this.chance = chance;
        this.now = now;
        this.videos = new Shelf(videos);
        this.rooms = new Shelf(rooms);
        this.commodities = new Shelf(commodities);
        this.documents = new Shelf(documents);
    }

    /** Everything that the person did, oldest first, each thing once. */
    List<Interaction> of(Person person) {
        TreeSet<Interaction> interactions = new TreeSet<>();
        List<Offer> favourites = favourites(person);
        for (int i = 0; i < person.interactions(); i++) {
            switch (chance.index(new double[] {45, 20, 20, 15})) {
                case 0 -> watch(person, interactions);
                case 1 -> visit(person, favourites, interactions);
                case 2 -> shop(person, interactions);
                default -> search(person, interactions);
            }
        }
        return new ArrayList<>(interactions);
    }

    private List<Offer> favourites(Person person) {
        List<Offer> favourites = new ArrayList<>();
        for (int i = 0; i < FAVOURITES; i++) {
            favourites.add(pick(person, rooms));
        }
        return favourites;
    }

    private void watch(Person person, TreeSet<Interaction> interactions) {
        Offer video = pick(person, videos);
        Instant time = timeOf(video);
        double liking = liking(person, video);
        // Tenths, as a player would report it.
        float watched = Math.clamp(Math.round(10 * (liking + 0.2 * chance.gaussian())), 0, 10) / 10f;
        add(interactions, person, video, InteractionType.WATCH, time, watched);
        if (chance.happens(liking * liking * 0.6)) {
            add(interactions, person, video, InteractionType.LIKE, time.plusSeconds(5), 1);
        }
        if (chance.happens(0.02)) {
            add(interactions, person, video, InteractionType.SHARE, time.plusSeconds(9), 1);
        }
        if (liking < 0.2 && chance.happens(0.05)) {
            add(interactions, person, video, InteractionType.HIDE, time.plusSeconds(2), 1);
        }
    }

    private void visit(Person person, List<Offer> favourites, TreeSet<Interaction> interactions) {
        boolean favourite = chance.happens(0.5);
        Offer room = favourite ? chance.oneOf(favourites) : pick(person, rooms);
        Instant time = timeOf(room);
        add(interactions, person, room, InteractionType.CLICK, time, 1);
        if (chance.happens(favourite ? 0.4 : 0.15 * liking(person, room))) {
            add(interactions, person, room, InteractionType.FOLLOW, time.plusSeconds(60), 1);
        }
    }

    private void shop(Person person, TreeSet<Interaction> interactions) {
        Offer commodity = pick(person, commodities);
        Instant time = timeOf(commodity);
        add(interactions, person, commodity, InteractionType.CLICK, time, 1);
        if (chance.happens(0.45 * liking(person, commodity))) {
            add(interactions, person, commodity, InteractionType.ADD_TO_CART, time.plusSeconds(40), 1);
            if (chance.happens(0.6)) {
                add(interactions, person, commodity, InteractionType.PURCHASE, time.plusSeconds(300), 1);
                if (chance.happens(0.4)) {
                    buyAlong(person, commodity, time, interactions);
                }
            }
        }
    }

    /** What goes together is always the same pair, so that it can be seen to be bought together. */
    private void buyAlong(Person person, Offer bought, Instant time, TreeSet<Interaction> interactions) {
        List<Offer> related = commodities.of(bought.interest());
        int place = related.indexOf(bought);
        Offer partner = related.get((place ^ 1) < related.size() ? place ^ 1 : place);
        boolean onSale = partner.item().publishedAt().orElseThrow().isBefore(time);
        if (!partner.equals(bought) && onSale) {
            add(interactions, person, partner, InteractionType.CLICK, time.plusSeconds(100), 1);
            add(interactions, person, partner, InteractionType.PURCHASE, time.plusSeconds(300), 1);
        }
    }

    private void search(Person person, TreeSet<Interaction> interactions) {
        Offer document = pick(person, documents);
        Instant time = timeOf(document);
        interactions.add(new Interaction(
                person.id(),
                document.item().id(),
                InteractionType.CLICK,
                Optional.of(time),
                0,
                1,
                Map.of("query", document.subject())));
    }

    /** Never a mature item for somebody who is not known to be of age. */
    private Offer pick(Person person, Shelf shelf) {
        while (true) {
            DemoInterest interest = chance.happens(WHIM)
                    ? DemoInterest.values()[chance.below(DemoInterest.values().length)]
                    : DemoInterest.values()[chance.index(person.tastes())];
            Offer offer = shelf.pick(interest, chance);
            if (person.profile().isKnownAdult() || !offer.item().attributes().isTrue("mature")) {
                return offer;
            }
        }
    }

    /** How well it suits them, 0 to 1. */
    private static double liking(Person person, Offer offer) {
        return liking(person.tastes()[offer.interest().ordinal()], offer.appeal());
    }

    static double liking(double taste, double appeal) {
        return 1 / (1 + Math.exp(1.2 - 6 * taste - 0.4 * Math.log(appeal)));
    }

    private Instant timeOf(Offer offer) {
        Instant published = offer.item().publishedAt().orElseThrow();
        Duration sincePublished = Duration.between(published, now);
        return chance.before(now, sincePublished.compareTo(PERIOD) < 0 ? sincePublished : PERIOD);
    }

    /** What follows from something a moment ago is happening just now, not in the future. */
    private void add(
            TreeSet<Interaction> interactions,
            Person person,
            Offer offer,
            InteractionType type,
            Instant time,
            float value) {
        ItemId item = offer.item().id();
        Instant past = time.isAfter(now) ? now : time;
        interactions.add(new Interaction(person.id(), item, type, Optional.of(past), 0, value, Map.of()));
    }

    /** Offers by interest, to be picked by appeal. */
    private static final class Shelf {
        private final Map<DemoInterest, List<Offer>> offers = new EnumMap<>(DemoInterest.class);
        private final Map<DemoInterest, double[]> appeals = new HashMap<>();

        Shelf(List<Offer> all) {
            for (Offer offer : all) {
                offers.computeIfAbsent(offer.interest(), _ -> new ArrayList<>()).add(offer);
            }
            offers.forEach((interest, some) -> appeals.put(
                    interest, some.stream().mapToDouble(Offer::appeal).toArray()));
        }

        List<Offer> of(DemoInterest interest) {
            return offers.get(interest);
        }

        Offer pick(DemoInterest interest, DemoChance chance) {
            return offers.get(interest).get(chance.index(appeals.get(interest)));
        }
    }
}
