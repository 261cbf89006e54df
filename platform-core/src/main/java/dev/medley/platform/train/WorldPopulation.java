package dev.medley.platform.train;

import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.train.example.Population;
import dev.medley.platform.train.example.Population.Person;
import dev.medley.platform.train.example.Population.Verdict;
import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.DatasetDeclaration.Domain;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.platform.world.Judgment;
import dev.medley.platform.world.World;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A world as it is now, as a population: everything in it is learnt from, nothing is held out yet. */
public final class WorldPopulation {
    private WorldPopulation() {}

    /**
     * Reads the world, user after user, while it may go on changing.
     *
     * @throws TrainingStoppedException if the thread is interrupted
     */
    public static Population of(World world) {
        List<Meaning> meanings = new ArrayList<>();
        List<Domain> domains = new ArrayList<>();
        for (DatasetDeclaration dataset : world.datasets()) {
            meanings.addAll(dataset.meanings());
            domains.addAll(dataset.domains());
        }
        List<Person> people = new ArrayList<>();
        world.users().forEach((user, profile) -> {
            TrainingStoppedException.throwIfInterrupted();
            people.add(new Person(user, profile, world.histories().newest(user, HistoryInput.MAX_EVENTS), List.of()));
        });
        List<Verdict> verdicts = new ArrayList<>();
        world.judgments().stream()
                .sorted(Comparator.comparing(Judgment::query).thenComparing(Judgment::item))
                .forEach(judgment -> verdicts.add(new Verdict(judgment, false)));
        TreeSet<SurfaceId> surfaces = new TreeSet<>(world.counts().items().keySet());
        meanings.forEach(meaning -> surfaces.add(meaning.surface()));
        List<Item> items = new ArrayList<>();
        for (SurfaceId surface : surfaces) {
            TrainingStoppedException.throwIfInterrupted();
            items.addAll(items(world.catalog(), surface));
        }
        return Population.of(meanings, domains, people, items, verdicts);
    }

    private static List<Item> items(Catalog catalog, SurfaceId surface) {
        Map<ItemId, Item> items = new TreeMap<>();
        catalog.follow(surface, new Catalog.ItemListener() {
                    @Override
                    public void onItem(Item item) {
                        synchronized (items) {
                            items.put(item.id(), item);
                        }
                    }

                    @Override
                    public void onRemoved(ItemId item) {
                        synchronized (items) {
                            items.remove(item);
                        }
                    }
                })
                .close();
        synchronized (items) {
            return List.copyOf(items.values());
        }
    }
}
