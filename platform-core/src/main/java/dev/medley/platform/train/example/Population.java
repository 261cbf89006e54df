package dev.medley.platform.train.example;

import dev.medley.platform.world.DatasetDeclaration.Domain;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.platform.world.Judgment;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.UserId;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.List;
import java.util.TreeMap;

/**
 * Everything that may be learnt from, as it was at one moment: who there is, what there is, what was done. Users are
 * numbered in order of id, items in order of surface and key. Immutable; any thread.
 */
public final class Population {
    private final List<Meaning> meanings;
    private final List<Domain> domains;
    private final List<Person> people;
    private final List<Item> items;
    private final Object2IntOpenHashMap<ItemId> itemNumbers;
    private final List<Verdict> judgments;

    /**
     * A user.
     *
     * @param history what may be learnt from, oldest first
     * @param heldOut what models are judged on, oldest first
     */
    public record Person(UserId id, UserProfile profile, List<Interaction> history, List<Interaction> heldOut) {}

    /**
     * A judgment.
     *
     * @param isHeldOut whether models are judged on it
     */
    public record Verdict(Judgment judgment, boolean isHeldOut) {}

    private Population(
            List<Meaning> meanings,
            List<Domain> domains,
            List<Person> people,
            List<Item> items,
            List<Verdict> judgments) {
        this.meanings = List.copyOf(meanings);
        this.domains = List.copyOf(domains);
        this.people = List.copyOf(people);
        this.items = List.copyOf(items);
        this.judgments = List.copyOf(judgments);
        itemNumbers = new Object2IntOpenHashMap<>(items.size());
        itemNumbers.defaultReturnValue(-1);
        for (int i = 0; i < items.size(); i++) {
            itemNumbers.put(items.get(i).id(), i);
        }
    }

    /**
     * Numbers and keeps.
     *
     * @param items in any order; of one id given twice the later counts
     * @param people sorted by id
     */
    public static Population of(
            List<Meaning> meanings,
            List<Domain> domains,
            List<Person> people,
            List<Item> items,
            List<Verdict> judgments) {
        TreeMap<ItemId, Item> sorted = new TreeMap<>();
        for (Item item : items) {
            sorted.put(item.id(), item);
        }
        return new Population(meanings, domains, people, List.copyOf(sorted.values()), judgments);
    }

    /** What interactions say about tasks. */
    public List<Meaning> meanings() {
        return meanings;
    }

    /** The declared parts of surfaces; a surface without any is one domain. */
    public List<Domain> domains() {
        return domains;
    }

    /** The users, in order of id. */
    public List<Person> people() {
        return people;
    }

    /** The items, in order of id. */
    public List<Item> items() {
        return items;
    }

    /** The item's number, or -1 if it is not in the catalogue. */
    public int numberOf(ItemId item) {
        return itemNumbers.getInt(item);
    }

    /** The judgments, by query, then by item. */
    public List<Verdict> judgments() {
        return judgments;
    }

    /** This population with other people and judgments: another split of the same. */
    public Population with(List<Person> otherPeople, List<Verdict> otherJudgments) {
        return new Population(meanings, domains, otherPeople, items, otherJudgments);
    }
}
