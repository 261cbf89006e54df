package dev.medley.platform.train.example;

import dev.medley.platform.train.example.Population.Person;
import dev.medley.platform.train.example.Population.Verdict;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.id.ItemId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Ways to keep a part of a population for judging. The same seed gives the same part. */
public final class Splits {
    private static final int LEAST_PAIRS = 50;
    /** Of a real order about half of the steps go up. */
    private static final double SORTED_SHARE = 0.95;

    private Splits() {}

    /**
     * Keeps pairs of user and item by chance, each with all its interactions, and whole queries.
     *
     * @param share of the pairs and of the queries, 0 to 1
     */
    public static Population random(Population population, double share, long seed) {
        return split(population, share, seed, (person, items) -> {
            List<ItemId> kept = new ArrayList<>();
            for (ItemId item : items) {
                long chance = Mix.of(Mix.of(seed, person.id().value().hashCode()), item.hashCode());
                if (Mix.unit(chance) < share) {
                    kept.add(item);
                }
            }
            return kept;
        });
    }

    /**
     * Keeps each user's newest pairs, each with all its interactions, and whole queries. How many of a few is rounded
     * by chance.
     *
     * @param share of each user's pairs and of the queries, 0 to 1
     */
    public static Population byOrder(Population population, double share, long seed) {
        return split(population, share, seed, (person, items) -> {
            double chance = Mix.unit(Mix.of(seed, person.id().value().hashCode()));
            int count = Math.min((int) (items.size() * share + chance), items.size() - 1);
            return items.subList(items.size() - Math.max(0, count), items.size());
        });
    }

    private interface Choice {
        /** The items to keep, of those that the user had to do with, in the order in which they first had. */
        List<ItemId> of(Person person, List<ItemId> items);
    }

    private static Population split(Population population, double share, long seed, Choice choice) {
        List<Person> people = new ArrayList<>();
        for (Person person : population.people()) {
            Map<ItemId, Boolean> first = new LinkedHashMap<>();
            for (Interaction interaction : person.history()) {
                first.putIfAbsent(interaction.item(), true);
            }
            Set<ItemId> kept = Set.copyOf(choice.of(person, List.copyOf(first.keySet())));
            Map<Boolean, List<Interaction>> parts = person.history().stream()
                    .collect(Collectors.partitioningBy(interaction -> kept.contains(interaction.item())));
            people.add(new Person(person.id(), person.profile(), parts.get(false), parts.get(true)));
        }
        List<Verdict> verdicts = new ArrayList<>();
        for (Verdict verdict : population.judgments()) {
            boolean held = Mix.unit(Mix.of(seed, verdict.judgment().query().hashCode())) < share;
            verdicts.add(new Verdict(verdict.judgment(), held));
        }
        return population.with(people, verdicts);
    }

    /**
     * Whether the interactions have an order that says in which order things happened: dated ones do, undated ones if
     * they were numbered, unless they are merely sorted by item.
     */
    public static boolean isOrdered(Population population) {
        int pairs = 0;
        int up = 0;
        boolean numbered = false;
        for (Person person : population.people()) {
            Interaction last = null;
            for (Interaction next : person.history()) {
                if (next.time().isPresent()) {
                    return true;
                }
                if (last != null) {
                    numbered |= last.order() != next.order();
                    pairs++;
                    up += isUp(last.item().key(), next.item().key()) ? 1 : 0;
                }
                last = next;
            }
        }
        return numbered && pairs >= LEAST_PAIRS && up < SORTED_SHARE * pairs;
    }

    /** By number where the keys are numbers of different length, else by text. */
    private static boolean isUp(String left, String right) {
        return left.length() != right.length() ? left.length() < right.length() : left.compareTo(right) <= 0;
    }

    /** Whether, for nearly all users, what is held out comes after all of what is learnt from. */
    public static boolean isHeldOutLast(Population population) {
        int users = 0;
        int last = 0;
        for (Person person : population.people()) {
            if (!person.heldOut().isEmpty() && !person.history().isEmpty()) {
                users++;
                last += person.history().getLast().compareTo(person.heldOut().getFirst()) <= 0 ? 1 : 0;
            }
        }
        return users > 0 && last >= SORTED_SHARE * users;
    }
}
